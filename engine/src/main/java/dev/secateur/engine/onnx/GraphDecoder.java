package dev.secateur.engine.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.TensorAnnotation;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Body;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Origin;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

/// Makes a graph of the bytes of a model.
final class GraphDecoder {

    private final ExternalFiles external;
    private final TensorCodec tensors;
    private final @Nullable Path file;
    private final Set<String> reserved = new HashSet<>();

    /// @param file the model's file, null if it came as bytes
    GraphDecoder(ExternalFiles external, @Nullable Path file) {
        this.external = external;
        this.tensors = new TensorCodec(external);
        this.file = file;
    }

    /// A node of the file before its operands are known.
    private record Draft(NodeProto proto, String name, List<Value> outputs) {}

    Graph decode(ByteString bytes) throws ProblemException {
        ModelParts parts = ModelParts.of(bytes, tensors);
        GraphEditor editor = Graph.empty(new Header(parts.name, parts.irVersion, parts.opsets, null)).edit();
        ValueScope scope = new ValueScope(editor);
        scope.define(parts, tensors);
        for (ByteString encoded : parts.bodies(GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER)) {
            addSparse(encoded, scope, editor);
        }
        fill(parts, scope, editor);
        reserveAnnotated(parts);
        editor.reserveNames(reserved);
        Source source = new Source(file, external,
                new Header(parts.name, parts.irVersion, parts.opsets, null, parts.metadata),
                new Source.Layout(parts.model, parts.graph, parts.imports),
                new Source.Known(scope.initializers(), scope.infos(), scope.types()));
        editor.setHeader(new Header(parts.name, parts.irVersion, parts.opsets, source, parts.metadata));
        return editor.build();
    }

    private static void refuseCycle(List<Draft> drafts, GraphEditor editor) throws ProblemException {
        Optional<Node> node = editor.cycle();
        if (node.isPresent()) {
            List<Value> outputs = node.get().outputs();
            String name = drafts.stream().filter(d -> d.outputs().equals(outputs)).map(Draft::name).findFirst()
                    .orElse("");
            throw Refusal.reading(name, "it is part of a cycle: it needs its own output");
        }
    }

    /// A sparse initializer stands in the graph as a `Constant` without inputs, as which ONNX can say it too.
    private void addSparse(ByteString encoded, ValueScope scope, GraphEditor editor) throws ProblemException {
        SparseTensorProto proto;
        try {
            proto = SparseTensorProto.parser().parseFrom(Field.open(encoded));
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.damaged(null, "a sparse initializer", e);
        }
        String name = ValueScope.name(proto.getValues().getNameBytes(), "a sparse initializer");
        boolean elsewhere = EmbeddedTensors.check(proto, name, tensors);
        Value value = scope.make(name, name);
        DType dtype = DType.ofCode(proto.getValues().getDataType()).orElse(null);
        if (dtype != null && proto.getDimsList().stream().allMatch(d -> d >= 0)) {
            long[] dims = proto.getDimsList().stream().mapToLong(Long::longValue).toArray();
            TensorType type = TensorType.of(dtype, Shape.of(dims));
            scope.types().put(value, type);
            editor.declare(value, type);
        }
        Op op = new Opaque("", "Constant", Map.of("sparse_value", new Attribute.Other("sparse tensor")));
        editor.addNode("", new Node(-1, op, List.of(), List.of(value), List.of(),
                new Origin(op, new NodeSource(encoded, true, 0, elsewhere))));
    }

    private static List<Draft> drafts(ModelParts parts, ValueScope scope) throws ProblemException {
        List<Draft> drafts = new ArrayList<>();
        for (ByteString encoded : parts.bodies(GraphProto.NODE_FIELD_NUMBER)) {
            String place = "node number " + (drafts.size() + 1);
            NodeProto proto;
            try {
                proto = NodeProto.parser().parseFrom(Field.open(encoded));
            } catch (InvalidProtocolBufferException e) {
                throw Refusal.damaged(null, place, e);
            }
            String own = ValueScope.text(proto.getNameBytes(), place);
            String name = own.isEmpty()
                    ? proto.getOutputList().stream().filter(o -> !o.isEmpty()).findFirst().orElse(place)
                    : own;
            if (proto.getOpType().isEmpty() || !proto.getOpTypeBytes().isValidUtf8()
                    || !proto.getDomainBytes().isValidUtf8()) {
                throw Refusal.reading(name, "it names no operator");
            }
            List<Value> outputs = new ArrayList<>();
            for (int i = 0; i < proto.getOutputCount(); i++) {
                String output = ValueScope.text(proto.getOutputBytes(i), "an output of " + place);
                outputs.add(output.isEmpty() ? Value.NONE : scope.make(output, name));
            }
            drafts.add(new Draft(proto, name, outputs.isEmpty() ? List.of(Value.NONE) : outputs));
        }
        return drafts;
    }

    private Node node(Draft draft, ByteString encoded, ModelParts parts, ValueScope scope)
            throws ProblemException {
        NodeProto proto = draft.proto();
        List<Value> inputs = new ArrayList<>();
        for (String input : proto.getInputList()) {
            inputs.add(input.isEmpty() ? Value.NONE : find(input, "it uses ", draft.name(), scope));
        }
        SubGraphs inner = SubGraphs.of(proto);
        Set<Value> captures = new LinkedHashSet<>();
        for (String free : inner.free()) {
            captures.add(find(free, "its sub-graph uses ", draft.name(), scope));
        }
        reserved.addAll(inner.made());
        Op op = op(proto, draft.name(), parts);
        boolean elsewhere = mayHoldTensors(proto) && EmbeddedTensors.check(proto, draft.name(), tensors);
        List<Body> bodies = BodyDecoder.of(proto, parts, this, List.copyOf(inner.free()));
        long opset = parts.opsets.getOrDefault(OpCodec.isOwn(proto.getDomain()) ? "" : proto.getDomain(), 0L);
        return new Node(-1, op, inputs, draft.outputs(), List.copyOf(captures),
                new Origin(op, new NodeSource(encoded, false, opset, elsewhere), bodies));
    }

    /// A sub-graph, to be looked at.
    ///
    /// @param outer names that it takes from outside; they become its last inputs
    Graph decodeInner(ModelParts parts, List<String> outer) throws ProblemException {
        GraphEditor editor = Graph.empty(new Header(parts.name, parts.irVersion, parts.opsets, null)).edit();
        ValueScope scope = new ValueScope(editor);
        scope.define(parts, tensors);
        for (String name : outer) {
            scope.take(name);
        }
        fill(parts, scope, editor);
        return editor.build();
    }

    private void fill(ModelParts parts, ValueScope scope, GraphEditor editor) throws ProblemException {
        List<Draft> drafts = drafts(parts, scope);
        for (int i = 0; i < drafts.size(); i++) {
            ByteString encoded = parts.bodies(GraphProto.NODE_FIELD_NUMBER).get(i);
            editor.addNode(drafts.get(i).proto().getName(), node(drafts.get(i), encoded, parts, scope));
        }
        scope.declare(parts);
        refuseCycle(drafts, editor);
    }

    private static boolean mayHoldTensors(NodeProto proto) {
        return proto.getAttributeList().stream().anyMatch(a -> a.hasT() || a.hasG() || a.hasSparseTensor()
                || a.getTensorsCount() + a.getGraphsCount() + a.getSparseTensorsCount() > 0);
    }

    private static Value find(String name, String how, String node, ValueScope scope) throws ProblemException {
        Value value = scope.find(name);
        if (value == null) {
            throw Refusal.reading(node, how + Refusal.shown(name) + ", which no node makes");
        }
        return value;
    }

    private Op op(NodeProto proto, String name, ModelParts parts) throws ProblemException {
        Map<String, Attribute> attributes = AttributeCodec.decode(proto, name, tensors);
        String domain = OpCodec.isOwn(proto.getDomain()) ? "" : proto.getDomain();
        if (parts.functions.contains(domain + ":" + proto.getOpType())) {
            return new Opaque(proto.getDomain(), proto.getOpType(), attributes);
        }
        return OpCodec.decode(proto.getDomain(), Site.of(proto, parts.opsets.getOrDefault("", 1L)), attributes);
    }

    /// Quantisation annotations stay as they are, so no new value may take a name that they speak of.
    private void reserveAnnotated(ModelParts parts) throws ProblemException {
        for (Field field : parts.graph) {
            if (!field.isMessage(GraphProto.QUANTIZATION_ANNOTATION_FIELD_NUMBER)) {
                continue;
            }
            try {
                TensorAnnotation annotation = TensorAnnotation.parseFrom(field.body());
                reserved.add(annotation.getTensorName());
                annotation.getQuantParameterTensorNamesList().forEach(p -> reserved.add(p.getValue()));
            } catch (InvalidProtocolBufferException e) {
                throw Refusal.damaged(null, "a quantisation annotation", e);
            }
        }
    }
}
