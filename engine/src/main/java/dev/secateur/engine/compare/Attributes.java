package dev.secateur.engine.compare;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Op;
import dev.secateur.engine.tensor.Tensor;

/// The attributes of an operator as words, read from its record so that no operator is forgotten.
final class Attributes {

    private static final int LONGEST = 60;

    private Attributes() {}

    /// Name to value, in the order of the record; records within are taken apart. Tensors are left out.
    static Map<String, String> of(Op op) {
        Map<String, String> found = new LinkedHashMap<>();
        collect(op, found);
        return found;
    }

    private static void collect(Object holder, Map<String, String> found) {
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            Object value = value(holder, component);
            if (value instanceof Record inner) {
                collect(inner, found);
            } else if (!(value instanceof Tensor)) {
                found.put(words(component.getName()), text(value));
            }
        }
    }

    private static @Nullable Object value(Object holder, RecordComponent component) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("records of operators are public", e);
        }
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable Object value) {
        String text = value instanceof int[] ints
                ? Arrays.toString(ints)
                : value instanceof long[] longs
                        ? Arrays.toString(longs)
                        : value instanceof float[] floats ? Arrays.toString(floats) : Objects.toString(value, "none");
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "… #" + text.hashCode() : text;
    }
}
