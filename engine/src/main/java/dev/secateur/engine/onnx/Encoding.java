package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// What a record becomes in the file: attributes, and operands where the operator set asks for an input in place of an attribute.
final class Encoding {

    private final long opset;
    private final long from;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final Map<Integer, Tensor> operands = new TreeMap<>();
    private final @Nullable Shape first;
    private final int inputs;
    private final int outputs;
    private @Nullable String refusal;

    /// @param from the operator set in whose terms the record was read or made
    /// @param first shape of the node's first input, or of its first result where only that is known; null if neither is
    /// @param inputs how many inputs the node has
    /// @param outputs how many outputs the node has
    Encoding(long opset, long from, @Nullable Shape first, int inputs, int outputs) {
        this.opset = opset;
        this.first = first;
        this.inputs = inputs;
        this.from = from;
        this.outputs = outputs;
    }

    /// The version of the operator set to encode for.
    long opset() {
        return opset;
    }

    boolean since(long version) {
        return opset >= version;
    }

    /// True if the record is older than an operator set that it shall be said in.
    boolean crosses(long version) {
        return from < version && opset >= version;
    }

    /// The only axis of the first input, from `axis` (negative ones count from the end) on, whose extent is not 1; `axis` itself if all
    /// are 1. Null if there are several, or if the shape does not tell.
    @Nullable
    Integer onlyAxis(int axis) {
        if (first == null) {
            return axis == -1 ? Integer.valueOf(axis) : null;
        }
        int begin = axis < 0 ? axis + first.rank() : axis;
        List<Integer> wide = IntStream.range(begin, first.rank()).filter(a -> !first.dim(a).equals(Dim.of(1))).boxed()
                .toList();
        return switch (wide.size()) {
            case 0 -> (Integer) axis;
            case 1 -> wide.getFirst();
            default -> null;
        };
    }

    /// The attributes by name, in order.
    Map<String, Attribute> attributes() {
        return attributes;
    }

    /// Constants that stand as operands, by position.
    Map<Integer, Tensor> operands() {
        return operands;
    }

    /// Why the operator set cannot say what the record says; null if it can.
    @Nullable
    String refusal() {
        return refusal;
    }

    void refuse(String reason) {
        if (refusal == null) {
            refusal = reason;
        }
    }

    /// Refuses if the operator set is older than `version`.
    void needs(long version) {
        if (opset < version) {
            refuse("it needs operator set " + version + ", the model has " + opset);
        }
    }

    void put(String name, Attribute value) {
        attributes.put(name, value);
    }

    void integer(String name, long value) {
        put(name, new Attribute.IntValue(value));
    }

    void flag(String name, boolean value) {
        integer(name, value ? 1 : 0);
    }

    /// A flag that operator sets before `version` do not have: there it must be false.
    void flagSince(long version, String name, boolean value) {
        if (value) {
            needs(version);
        }
        if (since(version)) {
            flag(name, value);
        }
    }

    /// How many inputs the node has.
    int inputs() {
        return inputs;
    }

    /// How many outputs the node has.
    int outputs() {
        return outputs;
    }

    void real(String name, float value) {
        put(name, new Attribute.FloatValue(value));
    }

    void text(String name, String value) {
        put(name, new Attribute.TextValue(value));
    }

    void integers(String name, List<Long> values) {
        put(name, new Attribute.IntList(values));
    }

    /// A list that is left out if it is empty.
    void smalls(String name, List<Integer> values) {
        if (!values.isEmpty()) {
            List<Long> wide = new ArrayList<>();
            values.forEach(v -> wide.add((long) v));
            integers(name, wide);
        }
    }

    void tensor(String name, Tensor value) {
        put(name, new Attribute.TensorValue(value));
    }

    /// A constant as operand `index`.
    void operand(int index, Tensor value) {
        operands.put(index, value);
    }

    /// Integers that are an attribute before `version` and operand `index` since then; null is left out.
    void integersOrOperand(long version, String name, int index, @Nullable List<Long> values) {
        if (values == null) {
            return;
        }
        if (since(version)) {
            operand(index, Tensor.vector(values.stream().mapToLong(Long::longValue).toArray()));
        } else {
            integers(name, values);
        }
    }
}
