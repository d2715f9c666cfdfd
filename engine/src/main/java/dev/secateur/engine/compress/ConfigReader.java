package dev.secateur.engine.compress;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;

/// Makes configurations from what people write after `--set` and in forms.
public final class ConfigReader {

    private ConfigReader() {}

    /// A configuration with some values changed.
    ///
    /// @param base the values where nothing else is said
    /// @param assignments texts such as `count=3` or `blocks=stage1.block1,stage2.block2`; the last of two with one key counts
    /// @throws ProblemException if a key is unknown, naming the nearest ones, or a value does not fit, naming the range
    public static <C extends Record> C read(C base, List<String> assignments) throws ProblemException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw ProblemException.ofSetting("cannot read a setting", assignment, "it has no form KEY=VALUE",
                        "write for instance " + example(base));
            }
            values.put(assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip());
        }
        return read(base, values);
    }

    private static String example(Record base) {
        Setting first = Setting.of(base).getFirst();
        return first.key() + "=" + (first.text().isEmpty() ? "..." : first.text());
    }

    /// A configuration with some values changed.
    ///
    /// @param values by key
    /// @throws ProblemException as {@link #read(Record, List)}
    public static <C extends Record> C read(C base, Map<String, String> values) throws ProblemException {
        Map<String, Setting> settings = new LinkedHashMap<>();
        Setting.of(base).forEach(s -> settings.put(s.key(), s));
        Map<String, Object> parsed = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            Setting setting = settings.get(entry.getKey());
            if (setting == null) {
                throw ProblemException.ofSetting("unknown setting", entry.getKey(), "no setting has this name",
                        NearestNames.hint(entry.getKey(), settings.keySet()));
            }
            parsed.put(entry.getKey(), parse(setting, entry.getValue()));
        }
        try {
            return with(base, "", parsed);
        } catch (IllegalArgumentException e) {
            throw ProblemException.ofSetting("these settings do not go together", String.join(", ", values.keySet()),
                    String.valueOf(e.getMessage()), "");
        }
    }

    /// Returns if a text is a value that a setting can take by itself.
    ///
    /// @throws ProblemException if it is none, naming the range
    public static void check(Setting setting, String text) throws ProblemException {
        Object unused = parse(setting, text);
    }

    private static Object parse(Setting setting, String text) throws ProblemException {
        Object value = parsed(setting, text);
        boolean outside = value instanceof Number n
                && !(n.doubleValue() >= setting.param().min() && n.doubleValue() <= setting.param().max());
        if (value == null || outside) {
            throw ProblemException.ofSetting("cannot use the value \"" + text + "\"", setting.key(),
                    "it must be " + setting.range(), "");
        }
        return value;
    }

    private static @Nullable Object parsed(Setting setting, String text) {
        try {
            return switch (setting.value()) {
                case Integer i -> Integer.valueOf(text);
                case Long l -> Long.valueOf(text);
                case Double d -> Double.valueOf(text);
                case Boolean b -> text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
                case String s -> text;
                case Enum<?> e -> Arrays.stream(e.getDeclaringClass().getEnumConstants())
                        .filter(c -> c.toString().equals(text)).findFirst().orElse(null);
                case List<?> list ->
                    Arrays.stream(text.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
                default -> throw new IllegalStateException("no setting can be a " + setting.type());
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static <C extends Record> C with(C base, String prefix, Map<String, Object> values) {
        RecordComponent[] components = base.getClass().getRecordComponents();
        Object[] changed = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = prefix + components[i].getName();
            Object old = Components.value(base, components[i]);
            changed[i] = old instanceof Record inner
                    ? with(inner, key + ".", values)
                    : values.getOrDefault(key, old);
        }
        @SuppressWarnings("unchecked")
        Class<C> type = (Class<C>) base.getClass();
        return Components.make(type, changed);
    }
}
