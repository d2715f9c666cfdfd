package dev.secateur.engine.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class NormalisationChoiceTest {

    @TempDir
    Path folder;

    @Test
    void whatAModelSaysBeatsWhatIsRememberedAndThatAGuess() {
        Normalisation said = new Normalisation(0.5, new double[]{1, 2, 3}, new double[]{4, 5, 6});
        assertThat(NormalisationChoice.of(said.toMetadata(), Optional.of(Normalisation.raw(3)), 3))
                .isEqualTo(new NormalisationChoice(said, NormalisationChoice.Source.METADATA));
        assertThat(NormalisationChoice.of(Map.of(), Optional.of(Normalisation.raw(3)), 3))
                .isEqualTo(new NormalisationChoice(Normalisation.raw(3), NormalisationChoice.Source.REMEMBERED));
        assertThat(NormalisationChoice.of(said.toMetadata(), Optional.of(Normalisation.raw(3)), 1).source())
                .isEqualTo(NormalisationChoice.Source.GUESSED);
    }

    @Test
    void readsTheRangeOfOnnxImageMetadata() {
        assertThat(Normalisation.ofMetadata(Map.of("Image.NominalPixelRange", "NominalRange_0_255"), 1))
                .contains(Normalisation.raw(1));
        assertThat(Normalisation.ofMetadata(Map.of("Image.NominalPixelRange", "Normalized_1_1"), 1))
                .contains(new Normalisation(1 / 255.0, new double[]{0.5}, new double[]{0.5}));
        assertThat(Normalisation.ofMetadata(Map.of("secateur.normalisation.mean", "x",
                "secateur.normalisation.std", "1"), 1)).isEmpty();
    }

    @Test
    void remembersByModel() throws Exception {
        NormalisationMemory memory = new NormalisationMemory(folder.resolve("new/normalisations.json"));
        assertThat(memory.find("a")).isEmpty();
        memory.remember("a", Normalisation.imageNet());
        memory.remember("b", Normalisation.fashion());
        assertThat(memory.find("a")).contains(Normalisation.imageNet());
        assertThat(memory.find("b")).contains(Normalisation.fashion());
        Files.writeString(memory.file(), "{\"id\": \"other\", \"version\": 1}");
        assertThatThrownBy(() -> memory.find("a")).isInstanceOf(ProblemException.class).hasMessageContaining("other");
    }
}
