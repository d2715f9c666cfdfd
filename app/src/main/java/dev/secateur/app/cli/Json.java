package dev.secateur.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.problem.Problem;

/// Words results as JSON objects.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /// An object from keys and values in turns.
    static Map<String, Object> object(@Nullable Object... pairs) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            put(object, String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return object;
    }

    /// Adds a key; JSON has no numbers that are not finite, so these become `null`.
    @SuppressWarnings("NullAway") // A missing value is written as null, which Jackson allows in every map.
    static void put(Map<String, Object> object, String key, @Nullable Object value) {
        object.put(key, value instanceof Double d && !Double.isFinite(d) ? null : value);
    }

    /// A problem as every command prints it.
    static Map<String, Object> problem(Problem problem) {
        return object("problem", object("what", problem.what(), "where", problem.where(), "why", problem.why(), "hint",
                problem.hint()));
    }

    static String write(Map<String, Object> object) {
        return MAPPER.writeValueAsString(object);
    }
}
