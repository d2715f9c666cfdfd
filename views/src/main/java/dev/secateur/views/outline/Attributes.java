package dev.secateur.views.outline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.text.Figures;

/// The attributes of an operator as people read them: name and value, in the specification's spelling.
public final class Attributes {

    private static final int SHOWN = 8;

    private Attributes() {}

    /// Values by name, in order.
    public static Map<String, String> of(Op op) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (op instanceof Opaque opaque) {
            new TreeMap<>(opaque.attributes()).forEach((name, value) -> facts.put(name, text(value)));
            return facts;
        }
        for (RecordComponent component : op.getClass().getRecordComponents()) {
            Object value = read(op, component);
            switch (value) {
                case null -> {
                    // Not given as an attribute: an input tells.
                }
                case Window window -> addWindow(facts, window);
                case Enum<?> kind when component.getName().equals("kind") -> {
                    // The operator's name says it.
                }
                default -> facts.put(specified(component.getName()), text(value));
            }
        }
        return facts;
    }

    private static void addWindow(Map<String, String> facts, Window window) {
        addList(facts, "kernel_shape", window.kernel());
        addList(facts, "strides", window.strides());
        addList(facts, "pads", window.pads());
        addList(facts, "dilations", window.dilations());
        if (window.autoPad() != Window.AutoPad.NOTSET) {
            facts.put("auto_pad", window.autoPad().name());
        }
    }

    private static void addList(Map<String, String> facts, String name, List<Integer> values) {
        if (!values.isEmpty()) {
            facts.put(name, text(values));
        }
    }

    private static @Nullable Object read(Op op, RecordComponent component) {
        try {
            return component.getAccessor().invoke(op);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("operators are public records", e);
        }
    }

    /// `keepDims` is spelled `keep_dims` in the specification; names that the specification joins are few.
    private static String specified(String name) {
        return switch (name) {
            case "transA", "transB" -> name;
            case "keepDims" -> "keepdims";
            case "allowZero" -> "allowzero";
            default -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Attribute attribute -> ofAttribute(attribute);
            case Tensor tensor -> ofTensor(tensor);
            case Float number -> number(number);
            case List<?> list -> list.stream().map(Attributes::text).collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    private static String ofAttribute(Attribute attribute) {
        return switch (attribute) {
            case Attribute.IntValue(long value) -> Long.toString(value);
            case Attribute.FloatValue(float value) -> number(value);
            case Attribute.TextValue(String value) -> value;
            case Attribute.TensorValue(Tensor value) -> ofTensor(value);
            case Attribute.IntList(List<Long> values) -> text(values);
            case Attribute.FloatList(List<Float> values) -> text(values);
            case Attribute.TextList(List<String> values) -> text(values);
            case Attribute.Other(String kind) -> kind;
        };
    }

    private static String number(float value) {
        return value == (long) value && Math.abs(value) < 1e6 ? Long.toString((long) value) : Float.toString(value);
    }

    /// Type and shape, with the elements if they are few.
    public static String ofTensor(Tensor tensor) {
        String type = tensor.type().display();
        if (tensor.elements() > SHOWN || !isNumeric(tensor.dtype())) {
            return type;
        }
        return type + " = " + LongStream.range(0, tensor.elements())
                .mapToObj(i -> tensor.dtype().isFloating()
                        ? Figures.significant(tensor.doubleAt(i))
                        : Figures.count(tensor.longAt(i)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /// True if single elements of this type can be read as numbers.
    public static boolean isNumeric(DType dtype) {
        return switch (dtype) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16, INT64, UINT64, INT32, UINT32, INT16, UINT16, INT8, UINT8, BOOL, INT4,
                    UINT4 ->
                true;
            default -> false;
        };
    }
}
