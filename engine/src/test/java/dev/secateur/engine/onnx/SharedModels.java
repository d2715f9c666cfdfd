package dev.secateur.engine.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/// Real models that lie beside the repository, if they do.
final class SharedModels {

    private static final Path FOLDER = Path.of("..", "..", "shared", "data", "onnx");

    private SharedModels() {}

    /// All of them; the test is skipped with a line if there are none.
    static List<Path> all() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER),
                () -> "skipped: no real models in " + FOLDER.toAbsolutePath().normalize());
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
        }
    }
}
