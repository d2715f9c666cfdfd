package dev.secateur.engine.compress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.problem.ProblemException;

/// Configurations and reports as JSON: one object, keys as the record's components, choices by their names, no class names.
public final class ConfigJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(EnumFeature.READ_ENUMS_USING_TO_STRING)
            .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    private ConfigJson() {}

    /// A record as one JSON object.
    public static String write(Record value) {
        return MAPPER.writeValueAsString(value);
    }

    /// A record as a tree, to become part of a larger object.
    public static JsonNode tree(Record value) {
        return MAPPER.valueToTree(value);
    }

    /// A record as a map, in the order of its components, records in it as maps too.
    public static Map<String, Object> map(Record value) {
        return MAPPER.convertValue(value, new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    /// A report from the JSON that {@link #write} gave.
    ///
    /// @throws ProblemException if it is no report of this kind
    public static <R extends Record> R report(Class<R> type, String json) throws ProblemException {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw ProblemException.ofSetting("cannot read the report", type.getSimpleName(),
                    String.valueOf(e.getOriginalMessage()), "");
        }
    }

    /// A report from a map such as {@link #map} gives.
    ///
    /// @throws ProblemException if it is no report of this kind
    public static <R extends Record> R report(Class<R> type, Map<?, ?> map) throws ProblemException {
        try {
            return MAPPER.convertValue(map, type);
        } catch (JacksonException e) {
            throw ProblemException.ofSetting("cannot read the report", type.getSimpleName(),
                    String.valueOf(e.getOriginalMessage()), "");
        }
    }

    /// A configuration from its JSON.
    ///
    /// @throws ProblemException if it is no such object: a key is unknown or missing, or a value does not fit
    public static <C extends Record> C read(Class<C> type, String json) throws ProblemException {
        return read(type, json, "");
    }

    /// A configuration from a map such as {@link #map} gives, with all settings of `defaults` and no other.
    ///
    /// @param where what a problem names
    public static <C extends Record> C read(C defaults, Map<String, Object> config, String where)
            throws ProblemException {
        requireKeys(map(defaults), config, "", where);
        @SuppressWarnings("unchecked") // The class of a record is that of its type.
        Class<C> type = (Class<C>) defaults.getClass();
        return read(type, MAPPER.writeValueAsString(config), where);
    }

    private static void requireKeys(Map<?, ?> known, Map<?, ?> given, String prefix, String where)
            throws ProblemException {
        for (Object key : given.keySet()) {
            if (!known.containsKey(key)) {
                throw ProblemException.ofSetting("cannot read the configuration", where,
                        "there is no setting \"" + prefix + key + "\"",
                        NearestNames.hint(String.valueOf(key), known.keySet().stream().map(String::valueOf).toList()));
            }
        }
        for (Map.Entry<?, ?> entry : known.entrySet()) {
            if (!given.containsKey(entry.getKey())) {
                throw ProblemException.ofSetting("cannot read the configuration", where,
                        "the setting \"" + prefix + entry.getKey() + "\" is missing", "");
            }
            if (entry.getValue() instanceof Map<?, ?> inner && given.get(entry.getKey()) instanceof Map<?, ?> own) {
                requireKeys(inner, own, prefix + entry.getKey() + ".", where);
            }
        }
    }

    /// @param where what a problem names, empty for the name of the type or of the setting
    private static <C extends Record> C read(Class<C> type, String json, String where) throws ProblemException {
        C read;
        try {
            read = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw ProblemException.ofSetting("cannot read the configuration",
                    where.isEmpty() ? type.getSimpleName() : where, String.valueOf(e.getOriginalMessage()), "");
        }
        List<Setting> settings = Setting.of(read);
        for (Setting setting : settings) {
            if (setting.value() instanceof Number n && !(n.doubleValue() >= setting.param().min()
                    && n.doubleValue() <= setting.param().max())) {
                throw ProblemException.ofSetting("cannot use the value \"" + n + "\"",
                        where.isEmpty() ? setting.key() : where + ", " + setting.key(),
                        "it must be " + setting.range(), "");
            }
        }
        return read;
    }
}
