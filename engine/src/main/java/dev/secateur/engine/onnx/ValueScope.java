package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.TensorType;

/// The values of a graph while it is read: what each name stands for, and what is declared of it.
final class ValueScope {

    private final GraphEditor editor;
    private final Map<String, Value> byName = new HashMap<>();
    private final Map<Value, TensorType> types = new HashMap<>();
    private final Map<Value, Source.Initializer> initializers = new LinkedHashMap<>();
    private final Source.Infos infos = new Source.Infos(new HashMap<>(), new HashMap<>(), new LinkedHashMap<>(),
            new ArrayList<>());

    ValueScope(GraphEditor editor) {
        this.editor = editor;
    }

    Map<Value, TensorType> types() {
        return types;
    }

    Map<Value, Source.Initializer> initializers() {
        return initializers;
    }

    Source.Infos infos() {
        return infos;
    }

    /// The value with a name, if there is one.
    @Nullable
    Value find(String name) {
        return byName.get(name);
    }

    /// Takes the inputs and the initializers.
    void define(ModelParts parts, TensorCodec tensors) throws ProblemException {
        for (ByteString encoded : parts.bodies(GraphProto.INPUT_FIELD_NUMBER)) {
            ValueInfoProto info = info(encoded, "an input of the model");
            String name = name(info.getNameBytes(), "an input of the model");
            if (byName.containsKey(name)) {
                throw Refusal.reading(name, "two inputs have this name");
            }
            TensorType type = TypeCodec.decode(info.getType());
            Value value = editor.addInput(name, type);
            byName.put(name, value);
            types.put(value, type);
            infos.inputs().put(value, encoded);
        }
        for (ByteString encoded : parts.bodies(GraphProto.INITIALIZER_FIELD_NUMBER)) {
            initializer(encoded, tensors);
        }
    }

    private void initializer(ByteString encoded, TensorCodec tensors) throws ProblemException {
        TensorProto proto;
        try {
            proto = TensorProto.parser().parseFrom(Field.open(encoded));
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.damaged(null, "initializer number " + (initializers.size() + 1), e);
        }
        String name = name(proto.getNameBytes(), "an initializer");
        Value known = byName.get(name);
        Value value = known == null ? editor.addValue(name) : known;
        Source.Initializer read = new Source.Initializer(name, encoded, tensors.decode(proto, name),
                TensorCodec.isExternal(proto));
        if (initializers.put(value, read) != null) {
            throw Refusal.reading(name, "two initializers have this name");
        }
        byName.put(name, value);
        editor.setConstant(value, read.tensor());
    }

    /// Takes a value from outside as an input of nothing known.
    void take(String name) {
        byName.put(name, editor.addInput(name, TensorType.UNKNOWN));
    }

    /// A new value that a node makes.
    Value make(String name, String node) throws ProblemException {
        Value value = editor.addValue(name);
        if (byName.put(name, value) != null) {
            throw Refusal.reading(node,
                    "its output " + Refusal.shown(name) + " has the name of another value");
        }
        return value;
    }

    /// Takes the declarations of values within the graph and of its results, when all values are known.
    void declare(ModelParts parts) throws ProblemException {
        for (ByteString encoded : parts.bodies(GraphProto.VALUE_INFO_FIELD_NUMBER)) {
            ValueInfoProto info = info(encoded, "the declaration of a value");
            Value value = byName.get(info.getName());
            if (value == null || infos.values().putIfAbsent(value, encoded) != null) {
                infos.stray().add(encoded);
                editor.reserveNames(List.of(info.getName()));
            } else {
                declare(value, TypeCodec.decode(info.getType()));
            }
        }
        List<Value> outputs = new ArrayList<>();
        for (ByteString encoded : parts.bodies(GraphProto.OUTPUT_FIELD_NUMBER)) {
            ValueInfoProto info = info(encoded, "an output of the model");
            String name = name(info.getNameBytes(), "an output of the model");
            Value value = byName.get(name);
            if (value == null) {
                throw Refusal.reading(name, "this output of the model is made by no node");
            }
            declare(value, TypeCodec.decode(info.getType()));
            infos.outputs().put(value, encoded);
            outputs.add(value);
        }
        editor.setOutputs(outputs);
    }

    private void declare(Value value, TensorType type) {
        TensorType known = types.get(value);
        if (known == null || known.dtype() == null || known.shape() == null && type.shape() != null) {
            types.put(value, type);
            editor.declare(value, type);
        }
    }

    private static ValueInfoProto info(ByteString encoded, String what) throws ProblemException {
        try {
            return ValueInfoProto.parser().parseFrom(Field.open(encoded));
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.damaged(null, what, e);
        }
    }

    /// A name that has to be there and to be a text.
    static String name(ByteString bytes, String what) throws ProblemException {
        if (bytes.isEmpty()) {
            throw Refusal.reading(null, what + " has no name");
        }
        return text(bytes, what);
    }

    /// A name that has to be a text.
    static String text(ByteString bytes, String what) throws ProblemException {
        if (!bytes.isValidUtf8()) {
            throw Refusal.reading(null, what + " has a name that is no text: " + Refusal.shown(bytes.toStringUtf8()));
        }
        return bytes.toStringUtf8();
    }
}
