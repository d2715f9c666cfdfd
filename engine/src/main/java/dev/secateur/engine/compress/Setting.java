package dev.secateur.engine.compress;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// One value of a configuration, as a form or a help page shows it.
///
/// @param group label of the record within the configuration that it belongs to; empty for the configuration itself
/// @param key its name for `--set`, with dots for records within records: `finetune.lr`
/// @param param what its record says of it
/// @param type the component's type
/// @param value what it is now
public record Setting(String group, String key, Param param, Type type, Object value) {

    /// All settings of a configuration, in order, those of records within it included.
    public static List<Setting> of(Record config) {
        return of("", "", config).toList();
    }

    private static Stream<Setting> of(String group, String prefix, Record config) {
        return Arrays.stream(config.getClass().getRecordComponents()).flatMap(c -> {
            Object value = Components.value(config, c);
            return value instanceof Record inner
                    ? of(label(c), prefix + c.getName() + ".", inner)
                    : Stream.of(new Setting(group, prefix + c.getName(), param(c), c.getGenericType(), value));
        });
    }

    private static String label(RecordComponent component) {
        Param param = component.getAnnotation(Param.class);
        return param == null ? "" : param.label();
    }

    private static Param param(RecordComponent component) {
        Param param = component.getAnnotation(Param.class);
        if (param == null) {
            throw new IllegalStateException(component + " says nothing of itself");
        }
        return param;
    }

    /// The names it can take; empty unless it is a choice.
    public List<String> choices() {
        return type instanceof Class<?> c && c.isEnum()
                ? Arrays.stream(c.getEnumConstants()).map(Object::toString).toList()
                : List.of();
    }

    /// The value as `--set` takes it.
    public String text() {
        return value instanceof List<?> list
                ? String.join(",", list.stream().map(Object::toString).toList())
                : value.toString();
    }

    /// What it can be, for people: `0 to 100 blocks`, `exact, stride-last or centre-tap`, `true or false`.
    public String range() {
        List<String> names = choices();
        if (!names.isEmpty()) {
            return names.size() == 1
                    ? names.getFirst()
                    : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (value instanceof List<?>) {
            return "names, separated by commas";
        }
        return value instanceof Number ? numbers() : "text";
    }

    private String numbers() {
        String unit = param.unit().isEmpty() ? "" : " " + param.unit();
        boolean low = Double.isFinite(param.min());
        boolean high = Double.isFinite(param.max());
        if (low && high) {
            return number(param.min()) + " to " + number(param.max()) + unit;
        }
        if (low || high) {
            return low ? number(param.min()) + unit + " or more" : number(param.max()) + unit + " or less";
        }
        return (isWhole() ? "a whole number" : "a number") + (unit.isEmpty() ? "" : " of" + unit);
    }

    boolean isWhole() {
        return type == int.class || type == long.class;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
