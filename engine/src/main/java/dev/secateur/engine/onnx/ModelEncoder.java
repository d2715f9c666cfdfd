package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.problem.ProblemException;

/// Writes a model: the graph, and around it everything that its file said.
final class ModelEncoder {

    private final Graph graph;
    private final Header header;
    private final @Nullable Source source;
    private final GraphEncoder encoder;

    ModelEncoder(Graph graph, Placement placement) {
        this.graph = graph;
        this.header = graph.header();
        this.source = Source.of(header);
        this.encoder = new GraphEncoder(graph, placement);
    }

    /// The encoded model.
    Rope encode() throws ProblemException {
        Rope rope = new Rope();
        if (source == null) {
            return metadata(imports(rope.number(ModelProto.IR_VERSION_FIELD_NUMBER, header.irVersion())
                    .bytes(ModelProto.PRODUCER_NAME_FIELD_NUMBER, ByteString.copyFromUtf8("secateur"))
                    .rope(ModelProto.GRAPH_FIELD_NUMBER, encoder.encode())), Map.of());
        }
        boolean told = false;
        for (Field field : source.layout().model()) {
            if (field.isMessage(ModelProto.GRAPH_FIELD_NUMBER)) {
                rope.rope(ModelProto.GRAPH_FIELD_NUMBER, encoder.encode());
            } else if (field.isMessage(ModelProto.OPSET_IMPORT_FIELD_NUMBER)) {
                imports(rope);
                told = true;
            } else if (field.isNumber(ModelProto.IR_VERSION_FIELD_NUMBER)
                    && source.read().irVersion() != header.irVersion()) {
                rope.number(ModelProto.IR_VERSION_FIELD_NUMBER, header.irVersion());
            } else if (!isReplacedMetadata(field)) {
                rope.add(other(field));
            }
        }
        if (source.layout().model().stream().noneMatch(f -> f.isNumber(ModelProto.IR_VERSION_FIELD_NUMBER))
                && header.irVersion() != 0) {
            rope.number(ModelProto.IR_VERSION_FIELD_NUMBER, header.irVersion());
        }
        return metadata(told || header.opsets().isEmpty() ? rope : imports(rope), source.read().metadata());
    }

    /// True for metadata that an edit changed; the new value is written behind everything else.
    private boolean isReplacedMetadata(Field field) {
        if (source == null || !field.isMessage(ModelProto.METADATA_PROPS_FIELD_NUMBER)) {
            return false;
        }
        try {
            String key = StringStringEntryProto.parseFrom(field.body()).getKey();
            String now = header.metadata().get(key);
            return now != null && !now.equals(source.read().metadata().get(key));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("metadata that was read cannot be read again", e);
        }
    }

    /// What is not in the file yet, in the order of the keys.
    private Rope metadata(Rope rope, Map<String, String> written) {
        new TreeMap<>(header.metadata()).forEach((key, value) -> {
            if (!value.equals(written.get(key))) {
                rope.message(ModelProto.METADATA_PROPS_FIELD_NUMBER,
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value).build());
            }
        });
        return rope;
    }

    /// The operator sets; unchanged ones as they were, in their order.
    private Rope imports(Rope rope) {
        Map<String, Long> left = new TreeMap<>(header.opsets());
        for (ByteString encoded : source == null ? List.<ByteString>of() : source.layout().imports()) {
            OperatorSetIdProto id = parse(encoded);
            String domain = OpCodec.isOwn(id.getDomain()) ? "" : id.getDomain();
            Long version = left.remove(domain);
            if (version != null && version == id.getVersion()) {
                rope.bytes(ModelProto.OPSET_IMPORT_FIELD_NUMBER, encoded);
            } else if (version != null) {
                rope.message(ModelProto.OPSET_IMPORT_FIELD_NUMBER, id.toBuilder().setVersion(version).build());
            }
        }
        left.forEach((domain, version) -> rope.message(ModelProto.OPSET_IMPORT_FIELD_NUMBER,
                OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build()));
        return rope;
    }

    private static OperatorSetIdProto parse(ByteString encoded) {
        try {
            return OperatorSetIdProto.parseFrom(encoded);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("an operator set that was read cannot be read again", e);
        }
    }

    /// A part that the program does not interpret; tensors in it whose numbers lay in another file go where all others go.
    private ByteString other(Field field) throws ProblemException {
        if (source == null || !source.external() || !field.delimited()) {
            return field.whole();
        }
        try {
            if (field.number() == ModelProto.FUNCTIONS_FIELD_NUMBER) {
                FunctionProto before = FunctionProto.parser().parseFrom(Field.open(field.body()));
                FunctionProto after = EmbeddedTensors.change(before, encoder::relocate);
                return before == after
                        ? field.whole()
                        : ModelProto.newBuilder().addFunctions(after).build().toByteString();
            }
            if (field.number() == ModelProto.TRAINING_INFO_FIELD_NUMBER) {
                TrainingInfoProto before = TrainingInfoProto.parser().parseFrom(Field.open(field.body()));
                TrainingInfoProto after = EmbeddedTensors.change(before, encoder::relocate);
                return before == after
                        ? field.whole()
                        : ModelProto.newBuilder().addTrainingInfo(after).build().toByteString();
            }
            return field.whole();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a part that was read cannot be read again", e);
        }
    }
}
