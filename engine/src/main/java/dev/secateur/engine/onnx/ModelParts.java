package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

import dev.secateur.engine.problem.ProblemException;

/// A model taken apart: its fields and those of its graph in the order of the file, nothing copied.
final class ModelParts {

    private static final Set<Integer> GRAPH_MARKS = Set.of(GraphProto.NODE_FIELD_NUMBER,
            GraphProto.INITIALIZER_FIELD_NUMBER, GraphProto.SPARSE_INITIALIZER_FIELD_NUMBER,
            GraphProto.INPUT_FIELD_NUMBER, GraphProto.OUTPUT_FIELD_NUMBER, GraphProto.VALUE_INFO_FIELD_NUMBER);

    final List<Field> model = new ArrayList<>();
    final List<Field> graph = new ArrayList<>();
    final Map<Integer, List<ByteString>> bodies = new LinkedHashMap<>();
    final List<ByteString> imports = new ArrayList<>();
    final Map<String, Long> opsets = new LinkedHashMap<>();
    final Map<String, String> metadata = new LinkedHashMap<>();
    final Set<String> functions = new HashSet<>();
    String name = "";
    long irVersion;
    boolean external;

    private final TensorCodec tensors;
    private boolean hasGraph;

    private ModelParts(TensorCodec tensors) {
        this.tensors = tensors;
    }

    /// Takes a model apart.
    ///
    /// @throws ProblemException if it is no model, or names no graph or no operator set
    static ModelParts of(ByteString bytes, TensorCodec tensors) throws ProblemException {
        ModelParts parts = new ModelParts(tensors);
        try {
            for (Field field : Field.scan(bytes)) {
                parts.take(field);
            }
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.reading(null, "it is no ONNX model, or it is damaged or cut off",
                    "export the model again or copy the file again");
        }
        if (!parts.hasGraph) {
            throw Refusal.reading(null, "it is no ONNX model: it holds no graph", "choose another file");
        }
        if (parts.opsets.isEmpty() && parts.irVersion >= 3) {
            throw Refusal.reading(null, "it names no operator set; it may be cut off", "copy the file again");
        }
        return parts;
    }

    /// Takes a sub-graph apart, in the operator sets of the model around it.
    ModelParts inner(ByteString graphBytes) throws InvalidProtocolBufferException {
        ModelParts parts = new ModelParts(tensors);
        parts.opsets.putAll(opsets);
        parts.functions.addAll(functions);
        parts.irVersion = irVersion;
        for (Field part : Field.scan(graphBytes)) {
            parts.takeGraph(part);
        }
        return parts;
    }

    /// The bodies of a repeated part of the graph.
    List<ByteString> bodies(int number) {
        return bodies.getOrDefault(number, List.of());
    }

    private void take(Field field) throws InvalidProtocolBufferException, ProblemException {
        if (field.isMessage(ModelProto.GRAPH_FIELD_NUMBER)) {
            if (!hasGraph) {
                model.add(field.mark());
            }
            hasGraph = true;
            for (Field part : Field.scan(field.body())) {
                takeGraph(part);
            }
        } else if (field.isMessage(ModelProto.OPSET_IMPORT_FIELD_NUMBER)) {
            if (imports.isEmpty()) {
                model.add(field.mark());
            }
            takeImport(field.body());
        } else if (field.isNumber(ModelProto.IR_VERSION_FIELD_NUMBER)) {
            irVersion = field.number64();
            model.add(field);
        } else {
            model.add(field);
            takeOther(field);
        }
    }

    private void takeImport(ByteString body) throws InvalidProtocolBufferException, ProblemException {
        OperatorSetIdProto id = OperatorSetIdProto.parseFrom(body);
        imports.add(body);
        String domain = OpCodec.isOwn(id.getDomain()) ? "" : id.getDomain();
        Long before = opsets.put(domain, id.getVersion());
        if (before != null && before != id.getVersion()) {
            throw Refusal.reading(null, "it names two versions of the operator set "
                    + (domain.isEmpty() ? "of ONNX" : Refusal.shown(domain)));
        }
    }

    private void takeOther(Field field) throws InvalidProtocolBufferException, ProblemException {
        if (field.isMessage(ModelProto.METADATA_PROPS_FIELD_NUMBER)) {
            StringStringEntryProto entry = StringStringEntryProto.parseFrom(field.body());
            metadata.put(entry.getKey(), entry.getValue());
        } else if (field.isMessage(ModelProto.FUNCTIONS_FIELD_NUMBER)) {
            FunctionProto function = FunctionProto.parser().parseFrom(Field.open(field.body()));
            functions.add((OpCodec.isOwn(function.getDomain()) ? "" : function.getDomain()) + ":" + function.getName());
            external |= EmbeddedTensors.check(function, function.getName(), tensors);
        } else if (field.isMessage(ModelProto.TRAINING_INFO_FIELD_NUMBER)) {
            external |= EmbeddedTensors.check(TrainingInfoProto.parser().parseFrom(Field.open(field.body())),
                    "training info", tensors);
        }
    }

    private void takeGraph(Field part) {
        if (part.delimited() && GRAPH_MARKS.contains(part.number())) {
            List<ByteString> known = bodies.computeIfAbsent(part.number(), n -> new ArrayList<>());
            if (known.isEmpty()) {
                graph.add(part.mark());
            }
            known.add(part.body());
            return;
        }
        if (part.isMessage(GraphProto.NAME_FIELD_NUMBER)) {
            name = part.body().toStringUtf8();
        }
        graph.add(part);
    }
}
