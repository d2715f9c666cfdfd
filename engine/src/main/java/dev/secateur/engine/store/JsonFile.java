package dev.secateur.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.secateur.engine.problem.ProblemException;

/// Records as files of JSON that say what they are: `id` and `version` first, then the record's components. No class names, and
/// an unknown or missing key is an error, so that a file is never half understood.
public final class JsonFile {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(EnumFeature.READ_ENUMS_USING_TO_STRING).enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final long LARGEST = 128L << 20;

    private JsonFile() {}

    /// What a file is.
    ///
    /// @param id kind of file: `secateur-run-record`
    /// @param version of its keys and their meaning, from 1 on
    public record Format(String id, int version) {}

    /// Writes a record; the file is whole or as before. A missing folder is made.
    ///
    /// @throws ProblemException if it cannot be written
    public static void write(Path file, Format format, Record content) throws ProblemException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write the file", file, AtomicFile.reason(e),
                    "check the permissions");
        }
        byte[] bytes = encode(format, content);
        AtomicFile.write(file, channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
    }

    /// The bytes of such a file.
    public static byte[] encode(Format format, Record content) {
        ObjectNode object = MAPPER.createObjectNode().put("id", format.id()).put("version", format.version());
        JsonNode tree = MAPPER.valueToTree(content);
        object.setAll((ObjectNode) tree);
        return MAPPER.writeValueAsBytes(object);
    }

    /// A JSON object of which nothing is known: keys in order, values as texts, numbers, lists and maps.
    ///
    /// @throws IllegalArgumentException if it is none
    @SuppressWarnings("unchecked") // Keys of an object are texts.
    public static Map<String, Object> object(String json) {
        try {
            return MAPPER.readValue(json, LinkedHashMap.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /// Reads a record.
    ///
    /// @throws ProblemException if there is no such file, or it is of another kind or version, or a key or value does not fit
    public static <R extends Record> R read(Path file, Format format, Class<R> type) throws ProblemException {
        try {
            // Records are read where they lie beside a model, unasked; such a file must not fill the memory.
            long size = Files.size(file);
            if (size > LARGEST) {
                throw unreadable(file, "it has " + size + " bytes, and no file of this kind more than " + LARGEST,
                        "remove the file");
            }
            return decode(Files.readAllBytes(file), format, type, file);
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.reason(e), "");
        }
    }

    /// The same from bytes.
    ///
    /// @param file that a problem names
    public static <R extends Record> R decode(byte[] bytes, Format format, Class<R> type, Path file)
            throws ProblemException {
        try {
            return decode(bytes, format, type);
        } catch (StreamReadException e) {
            throw unreadable(file, "it is no JSON, or breaks off (line " + e.getLocation().getLineNr() + ")",
                    "remove the file or mend it");
        } catch (JacksonException e) {
            throw unreadable(file, String.valueOf(e.getOriginalMessage()), "remove the file or mend it");
        } catch (IllegalArgumentException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), "use a file that this version has written");
        }
    }

    private static <R extends Record> R decode(byte[] bytes, Format format, Class<R> type) {
        if (!(MAPPER.readTree(bytes) instanceof ObjectNode object)) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        JsonNode id = object.remove("id");
        JsonNode version = object.remove("version");
        if (id == null || version == null || !id.isString() || !version.isInt()) {
            throw new IllegalArgumentException("it does not say what it is");
        }
        if (!id.asString().equals(format.id())) {
            throw new IllegalArgumentException("it is " + id.asString() + " and not " + format.id());
        }
        if (version.asInt() != format.version()) {
            throw new IllegalArgumentException(
                    "it has version " + version.asInt() + ", and " + format.version() + " is known here");
        }
        return MAPPER.treeToValue(object, type);
    }

    private static ProblemException unreadable(Path file, String why, String hint) {
        return ProblemException.ofFile("cannot read the file", file, why, hint);
    }
}
