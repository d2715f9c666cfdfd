package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.tensor.Tensor;

/// The attributes of one node while its record is made. Each is taken once; what is left, or has another type or range than the
/// specification says, makes the node one that is not understood.
final class Attributes {

    private final Map<String, Attribute> left;
    private boolean understood = true;

    Attributes(Map<String, Attribute> all) {
        this.left = new LinkedHashMap<>(all);
    }

    /// True if every attribute was taken and had the right type.
    boolean understood() {
        return understood && left.isEmpty();
    }

    /// Says that the attributes do not fit together.
    void refuse() {
        understood = false;
    }

    /// Refuses unless a condition of the specification holds.
    void require(boolean condition) {
        understood &= condition;
    }

    boolean has(String name) {
        return left.containsKey(name);
    }

    private <T extends Attribute> @Nullable T take(String name, Class<T> type) {
        Attribute attribute = left.remove(name);
        if (attribute == null || type.isInstance(attribute)) {
            return attribute == null ? null : type.cast(attribute);
        }
        understood = false;
        return null;
    }

    /// Drops an attribute that has no meaning at inference.
    void ignore(String name) {
        left.remove(name);
    }

    long integer(String name, long absent) {
        Attribute.IntValue value = take(name, Attribute.IntValue.class);
        return value == null ? absent : value.value();
    }

    /// An integer that has to fit an `int`.
    int small(String name, int absent) {
        return fit(integer(name, absent));
    }

    /// A required integer that has to fit an `int`.
    int small(String name) {
        require(has(name));
        return small(name, 0);
    }

    private int fit(long value) {
        require(value == (int) value);
        return (int) value;
    }

    /// An integer that is 0 or 1.
    boolean flag(String name, boolean absent) {
        long value = integer(name, absent ? 1 : 0);
        require(value == 0 || value == 1);
        return value == 1;
    }

    float real(String name, float absent) {
        Attribute.FloatValue value = take(name, Attribute.FloatValue.class);
        return value == null ? absent : value.value();
    }

    @Nullable
    Float realOrNull(String name) {
        Attribute.FloatValue value = take(name, Attribute.FloatValue.class);
        return value == null ? null : Float.valueOf(value.value());
    }

    String text(String name, String absent) {
        Attribute.TextValue value = take(name, Attribute.TextValue.class);
        return value == null ? absent : value.value();
    }

    @Nullable
    List<Long> integers(String name) {
        Attribute.IntList value = take(name, Attribute.IntList.class);
        return value == null ? null : value.values();
    }

    @Nullable
    List<Float> reals(String name) {
        Attribute.FloatList value = take(name, Attribute.FloatList.class);
        return value == null ? null : value.values();
    }

    /// Integers that have to fit `int`s; empty if absent.
    List<Integer> smalls(String name) {
        List<Integer> values = new ArrayList<>();
        List<Long> given = integers(name);
        if (given != null) {
            given.forEach(v -> values.add(fit(v)));
        }
        return values;
    }

    @Nullable
    Tensor tensor(String name) {
        Attribute.TensorValue value = take(name, Attribute.TensorValue.class);
        return value == null ? null : value.value();
    }

    /// All that is left, which is taken.
    Map<String, Attribute> rest() {
        Map<String, Attribute> rest = new LinkedHashMap<>(left);
        left.clear();
        return rest;
    }

    /// The type of an encoded attribute; files of IR version 1 do not say it, but show it.
    static AttributeType typeOf(AttributeProto attribute) {
        if (attribute.getType() != AttributeType.UNDEFINED) {
            return attribute.getType();
        }
        if (attribute.hasF()) {
            return AttributeType.FLOAT;
        }
        if (attribute.hasI()) {
            return AttributeType.INT;
        }
        if (attribute.hasS()) {
            return AttributeType.STRING;
        }
        if (attribute.hasT()) {
            return AttributeType.TENSOR;
        }
        if (attribute.getFloatsCount() > 0) {
            return AttributeType.FLOATS;
        }
        if (attribute.getIntsCount() > 0) {
            return AttributeType.INTS;
        }
        return attribute.getStringsCount() > 0 ? AttributeType.STRINGS : AttributeType.UNDEFINED;
    }
}
