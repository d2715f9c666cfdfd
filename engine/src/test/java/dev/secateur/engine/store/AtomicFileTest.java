package dev.secateur.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AtomicFileTest {

    @TempDir
    Path folder;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }

    @Test
    void theWholeContentTakesTheNameAndNothingElseIsLeft() throws Exception {
        Path target = folder.resolve("out.bin");
        Files.writeString(target, "before");
        AtomicFile.write(target, channel -> channel.write(bytes("after")));
        assertThat(target).hasContent("after");
        assertThat(names()).containsExactly("out.bin");
    }

    @Test
    void aFullDiskInTheMiddleLeavesTheOldFileAndNoRest() throws Exception {
        Path target = folder.resolve("out.bin");
        Files.writeString(target, "before");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> AtomicFile.write(target, channel -> {
            channel.write(bytes("half of it"));
            throw new IOException("No space left on device");
        })).withMessageContaining("out.bin").withMessageContaining("No space left on device");
        assertThat(target).hasContent("before");
        assertThat(names()).containsExactly("out.bin");
    }

    @Test
    void aDefectInTheMiddleLeavesNoRestEither() throws Exception {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> AtomicFile.write(folder.resolve("out.bin"), channel -> {
                    channel.write(bytes("half of it"));
                    throw new IllegalStateException("a defect");
                }));
        assertThat(names()).isEmpty();
    }

    @Test
    void aMissingFolderIsNamed() {
        Path target = folder.resolve("missing").resolve("out.bin");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> AtomicFile.write(target, channel -> channel.write(bytes("x"))))
                .withMessageContaining("its folder does not exist");
    }
}
