package dev.secateur.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.secateur.engine.problem.ProblemException;

/// Records as files of JSON, one on a line: the first says what the file is and what it is about, every other one is an entry.
public final class JsonLines {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .changeDefaultVisibility(v -> v.withIsGetterVisibility(JsonAutoDetect.Visibility.NONE))
            .enable(EnumFeature.READ_ENUMS_USING_TO_STRING).enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

    private JsonLines() {}

    /// What a file holds.
    ///
    /// @param head what it is about
    /// @param entries in the order of their lines
    public record Contents<H extends Record, E extends Record>(H head, List<E> entries) {

        public Contents {
            entries = List.copyOf(entries);
        }
    }

    /// A value as JSON without line breaks: a record, a map, a list, a number, a text. What was read again gives the same text.
    public static String line(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /// Writes a file; it is whole or as before. A missing folder is made.
    ///
    /// @throws ProblemException if it cannot be written
    public static void write(Path file, JsonFile.Format format, Contents<?, ?> contents) throws ProblemException {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write the file", file, AtomicFile.reason(e), "check the permissions");
        }
        ObjectNode head = MAPPER.createObjectNode().put("id", format.id()).put("version", format.version());
        head.setAll((ObjectNode) MAPPER.<ObjectNode>valueToTree(contents.head()));
        StringBuilder text = new StringBuilder(line(head)).append('\n');
        contents.entries().forEach(e -> text.append(line(e)).append('\n'));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(file, channel -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
    }

    /// Reads a file.
    ///
    /// @throws ProblemException if there is none, it is of another kind or version, or a line does not fit
    public static <H extends Record, E extends Record> Contents<H, E> read(Path file, JsonFile.Format format,
            Class<H> head, Class<E> entry) throws ProblemException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the file", file, AtomicFile.reason(e), "");
        }
        if (lines.isEmpty()) {
            throw ProblemException.ofFile("cannot read the file", file, "it is empty", "remove it");
        }
        H first = JsonFile.decode(lines.getFirst().getBytes(StandardCharsets.UTF_8), format, head, file);
        List<E> entries = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                entries.add(MAPPER.readValue(lines.get(i), entry));
            } catch (JacksonException e) {
                throw ProblemException.ofFile("cannot read the file", file,
                        "line " + (i + 1) + " does not fit: " + e.getOriginalMessage(), "remove the file or mend it");
            }
        }
        return new Contents<>(first, entries);
    }
}
