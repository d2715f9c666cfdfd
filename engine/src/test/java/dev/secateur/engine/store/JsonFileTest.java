package dev.secateur.engine.store;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class JsonFileTest {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("things", 2);

    @TempDir
    Path folder;

    record Thing(String name, List<Integer> sizes, Map<String, Double> more) {}

    @Test
    void aFileThatWouldFillTheMemoryIsRefusedByItsSize() throws Exception {
        Path file = folder.resolve("huge.json");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(5L << 30);
        }
        assertThatThrownBy(() -> JsonFile.read(file, FORMAT, Thing.class)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("huge.json").hasMessageContaining("5368709120 bytes");
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Path file = folder.resolve("new/thing.json");
        Thing thing = new Thing("a", List.of(1, 2), Map.of("x", 0.5));
        JsonFile.write(file, FORMAT, thing);
        assertThat(JsonFile.read(file, FORMAT, Thing.class)).isEqualTo(thing);
        assertThat(Files.readString(file)).startsWith("{").contains("\"id\" : \"things\"", "\"version\" : 2")
                .doesNotContain("Thing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"id\":\"things\",\"version\":2,\"name\":\"a\",\"sizes\":[],\"more\":{},\"extra\":1}|extra",
        "{\"id\":\"things\",\"version\":2,\"name\":\"a\",\"sizes\":[]}|more",
        "{\"id\":\"things\",\"version\":3,\"name\":\"a\",\"sizes\":[],\"more\":{}}|version 3",
        "{\"id\":\"other\",\"version\":2}|other", "{}|does not say what it is", "[1]|no JSON object",
        "{\"id\"|breaks off (line 1)"})
    void refusesWhatItDoesNotUnderstand(String text, String reason) throws Exception {
        Path file = folder.resolve("thing.json");
        Files.writeString(file, text);
        assertThatThrownBy(() -> JsonFile.read(file, FORMAT, Thing.class)).isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("thing.json", reason);
    }
}
