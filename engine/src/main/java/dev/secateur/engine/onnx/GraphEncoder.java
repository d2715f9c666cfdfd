package dev.secateur.engine.onnx;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Writes a graph, in the order of the parts of the file it came from.
final class GraphEncoder {

    /// The order of the parts of a graph that came from no file.
    private static final List<Integer> PARTS = List.of(GraphProto.NODE_FIELD_NUMBER, GraphProto.NAME_FIELD_NUMBER,
            GraphProto.INITIALIZER_FIELD_NUMBER, GraphProto.INPUT_FIELD_NUMBER, GraphProto.OUTPUT_FIELD_NUMBER,
            GraphProto.VALUE_INFO_FIELD_NUMBER, GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER);

    /// Smaller tensors stay in the model: a page of the data file each would be a waste.
    private static final long SMALLEST_EXTERNAL = 1 << 10;

    private final Graph graph;
    private final @Nullable Source source;
    private final Placement placement;
    private final Map<String, Tensor> added = new LinkedHashMap<>();
    private final Set<String> names;
    private final TensorCodec tensors;
    private final Map<Integer, Rope> parts = new HashMap<>();

    GraphEncoder(Graph graph, Placement placement) {
        this.graph = graph;
        this.source = Source.of(graph.header());
        this.placement = placement;
        this.names = new HashSet<>(graph.names().values().values());
        this.tensors = new TensorCodec(source == null ? ExternalFiles.none() : source.data());
    }

    /// The encoded graph.
    Rope encode() throws ProblemException {
        PARTS.forEach(p -> parts.put(p, new Rope()));
        nodes();
        part(GraphProto.NAME_FIELD_NUMBER).bytes(GraphProto.NAME_FIELD_NUMBER,
                ByteString.copyFromUtf8(graph.header().name()));
        initializers();
        inputs();
        outputs();
        declarations();
        return assemble();
    }

    /// A tensor of an attribute whose numbers lay in another file, with its numbers at their new place.
    TensorProto relocate(TensorProto tensor) throws ProblemException {
        return placement.place(tensor, tensors.decode(tensor, tensor.getName()).bytes());
    }

    private Rope part(int number) {
        return parts.computeIfAbsent(number, n -> new Rope());
    }

    private Rope assemble() {
        Rope whole = new Rope();
        boolean sameName = source != null && source.read().name().equals(graph.header().name());
        if (source != null) {
            for (Field field : source.layout().graph()) {
                boolean isName = field.isMessage(GraphProto.NAME_FIELD_NUMBER);
                Rope ours = isName && sameName || !field.delimited() ? null : parts.remove(field.number());
                if (ours != null) {
                    whole.append(ours);
                } else {
                    whole.add(field.whole());
                }
            }
            if (sameName) {
                parts.remove(GraphProto.NAME_FIELD_NUMBER);
            }
        }
        PARTS.stream().filter(parts::containsKey).forEach(p -> whole.append(part(p)));
        return whole;
    }

    private void nodes() throws ProblemException {
        NodeEncoder encoder = new NodeEncoder(graph, this::relocate, this::addConstant);
        for (Node node : graph.nodes()) {
            if (node.origin() != null && node.origin().encoded() instanceof NodeSource s && s.sparse()
                    && node.origin().op().equals(node.op())) {
                part(GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER)
                        .bytes(GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER, sparse(node, s));
            } else {
                part(GraphProto.NODE_FIELD_NUMBER).bytes(GraphProto.NODE_FIELD_NUMBER, encoder.encode(node));
            }
        }
    }

    private ByteString sparse(Node node, NodeSource before) throws ProblemException {
        SparseTensorProto proto = before.sparseTensor();
        String name = graph.name(node.output());
        if (proto.getValues().getName().equals(name) && !before.external()) {
            return before.encoded();
        }
        SparseTensorProto.Builder renamed = proto.toBuilder();
        renamed.getValuesBuilder().setName(name);
        return EmbeddedTensors.change(renamed.build(), this::relocate).toByteString();
    }

    private String addConstant(String wish, Tensor value) {
        String name = wish + "_constant";
        for (int i = 1; !names.add(name); i++) {
            name = wish + "_constant_" + i;
        }
        added.put(name, value);
        return name;
    }

    private void initializers() throws ProblemException {
        Rope rope = part(GraphProto.INITIALIZER_FIELD_NUMBER);
        for (Map.Entry<Value, Tensor> entry : graph.constants().entrySet()) {
            Source.Initializer before = source == null ? null : source.known().initializers().get(entry.getKey());
            String name = graph.name(entry.getKey());
            if (before != null && before.tensor() == entry.getValue()) {
                rope.rope(GraphProto.INITIALIZER_FIELD_NUMBER, kept(name, before));
            } else {
                rope.rope(GraphProto.INITIALIZER_FIELD_NUMBER, made(name, entry.getValue()));
            }
        }
        for (Map.Entry<String, Tensor> entry : added.entrySet()) {
            rope.rope(GraphProto.INITIALIZER_FIELD_NUMBER, made(entry.getKey(), entry.getValue()));
        }
    }

    /// A tensor that is as it was read, in the form it had, at the place where it belongs now.
    private Rope kept(String name, Source.Initializer before) throws ProblemException {
        boolean leaves = placement.takesEverything() && isLarge(before.tensor());
        if (!before.external() && !leaves) {
            return new Rope().add(before.name().equals(name)
                    ? before.encoded()
                    : before.proto().toBuilder().setName(name).build().toByteString());
        }
        TensorProto bare = Source.Initializer.withoutNumbers(before.proto()).setName(name).build();
        return placement.isExternal()
                ? new Rope().add(placement.place(bare, before.tensor().bytes()).toByteString())
                : withNumbers(bare.toBuilder().clearExternalData().clearDataLocation(), before.tensor());
    }

    private Rope made(String name, Tensor tensor) throws ProblemException {
        TensorProto.Builder head = TensorCodec.head(tensor, name);
        return placement.isExternal() && isLarge(tensor)
                ? new Rope().add(placement.place(head.build(), tensor.bytes()).toByteString())
                : withNumbers(head, tensor);
    }

    private static Rope withNumbers(TensorProto.Builder head, Tensor tensor) {
        Rope rope = new Rope().add(head.build().toByteString());
        return tensor.dtype() == DType.STRING
                ? rope
                : rope.bytes(TensorProto.RAW_DATA_FIELD_NUMBER, tensor.bytes());
    }

    private static boolean isLarge(Tensor tensor) {
        return tensor.dtype() != DType.STRING && tensor.byteSize() >= SMALLEST_EXTERNAL;
    }

    private void inputs() throws ProblemException {
        Rope rope = part(GraphProto.INPUT_FIELD_NUMBER);
        Map<Value, ByteString> known = source == null ? Map.of() : source.known().infos().inputs();
        for (Value input : graph.inputs()) {
            rope.bytes(GraphProto.INPUT_FIELD_NUMBER, info(input, known.get(input)));
        }
        if (graph.header().irVersion() >= Header.FREE_INITIALIZERS) {
            return;
        }
        Set<Value> listed = new HashSet<>(graph.inputs());
        for (Map.Entry<Value, Tensor> entry : graph.constants().entrySet()) {
            boolean fresh = source == null || !source.known().initializers().containsKey(entry.getKey());
            if (fresh && !listed.contains(entry.getKey())) {
                rope.message(GraphProto.INPUT_FIELD_NUMBER, info(graph.name(entry.getKey()), entry.getValue()));
            }
        }
        added.forEach((name, tensor) -> rope.message(GraphProto.INPUT_FIELD_NUMBER, info(name, tensor)));
    }

    private static ValueInfoProto info(String name, Tensor tensor) {
        return TypeCodec.encode(ValueInfoProto.getDefaultInstance(), name, tensor.type());
    }

    private void outputs() throws ProblemException {
        Rope rope = part(GraphProto.OUTPUT_FIELD_NUMBER);
        Map<Value, ByteString> known = source == null ? Map.of() : source.known().infos().outputs();
        for (Value output : graph.outputs()) {
            rope.bytes(GraphProto.OUTPUT_FIELD_NUMBER, info(output, known.get(output)));
        }
    }

    private void declarations() throws ProblemException {
        Rope rope = part(GraphProto.VALUE_INFO_FIELD_NUMBER);
        Set<Value> present = new HashSet<>(graph.constants().keySet());
        present.addAll(graph.inputs());
        graph.nodes().forEach(n -> present.addAll(n.outputs()));
        Set<Value> told = new HashSet<>(graph.inputs());
        told.addAll(graph.outputs());
        if (source != null) {
            for (Map.Entry<Value, ByteString> entry : source.known().infos().values().entrySet()) {
                if (present.contains(entry.getKey()) && isWorthTelling(entry.getKey())) {
                    rope.bytes(GraphProto.VALUE_INFO_FIELD_NUMBER, info(entry.getKey(), entry.getValue()));
                }
                told.add(entry.getKey());
            }
            source.known().infos().stray().forEach(i -> rope.bytes(GraphProto.VALUE_INFO_FIELD_NUMBER, i));
        }
        for (Map.Entry<Value, TensorType> entry : graph.types().entrySet()) {
            boolean asRead = source != null && entry.getValue().equals(source.known().types().get(entry.getKey()));
            if (present.contains(entry.getKey()) && !told.contains(entry.getKey()) && !asRead
                    && entry.getValue().dtype() != null) {
                rope.bytes(GraphProto.VALUE_INFO_FIELD_NUMBER, info(entry.getKey(), null));
            }
        }
    }

    /// False if an edit took back what the file declared.
    private boolean isWorthTelling(Value value) {
        TensorType now = graph.types().getOrDefault(value, TensorType.UNKNOWN);
        return now.dtype() != null || source != null && now.equals(source.known().types().get(value));
    }

    /// A declaration, as it was where neither name nor type changed.
    private ByteString info(Value value, @Nullable ByteString before) throws ProblemException {
        TensorType type = graph.type(value);
        TensorType declared = graph.types().getOrDefault(value, TensorType.UNKNOWN);
        if (before == null) {
            return TypeCodec.encode(ValueInfoProto.getDefaultInstance(), graph.name(value), type).toByteString();
        }
        try {
            ValueInfoProto info = ValueInfoProto.parser().parseFrom(Field.open(before));
            boolean sameType = source != null
                    && declared.equals(source.known().types().getOrDefault(value, TensorType.UNKNOWN));
            if (sameType && info.getName().equals(graph.name(value))) {
                return before;
            }
            return (sameType
                    ? info.toBuilder().setName(graph.name(value)).build()
                    : TypeCodec.encode(info, graph.name(value), declared)).toByteString();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a declaration that was read cannot be read again", e);
        }
    }
}
