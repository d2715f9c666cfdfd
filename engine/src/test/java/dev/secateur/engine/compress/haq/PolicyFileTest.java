package dev.secateur.engine.compress.haq;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.LayerBits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PolicyFileTest {

    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("policy.json"), text);
    }

    @Test
    void publishedListsAreRead() throws Exception {
        assertThat(PolicyFile.read(file("[[8, -1], [5, 6], [8, 8]]"), 3)).containsExactly(new LayerBits(8, 8),
                new LayerBits(5, 6), new LayerBits(8, 8));
        assertThat(PolicyFile.read(file("[6, 3]"), 2)).containsExactly(new LayerBits(6, 32), new LayerBits(3, 32));
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        List<LayerBits> policy = List.of(new LayerBits(8, 8), new LayerBits(2, 16));
        assertThat(PolicyFile.read(file(PolicyFile.text(policy)), 2)).isEqualTo(policy);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[[8, 8]]|it is for 1 layers, and the model has 2",
        "[[8, 8], [1, 8]]|entry 2 has widths of 1 and 8",
        "[[8, 8], 4.5]|entry 2 is no pair", "{}|no JSON list", "[[8|no JSON"})
    void otherFilesAreRefused(String text, String said) throws Exception {
        Path file = file(text);
        assertThatThrownBy(() -> PolicyFile.read(file, 2)).isInstanceOf(ProblemException.class)
                .hasMessageContaining(said);
    }
}
