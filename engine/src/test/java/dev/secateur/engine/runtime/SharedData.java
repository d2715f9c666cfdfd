package dev.secateur.engine.runtime;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Finds the shared test data beside the repository; a test that needs a missing file is skipped with one visible line.
final class SharedData {

    private SharedData() {}

    /// A shared model.
    static Path model(String name) {
        Path file = Path.of("../../shared/data/onnx", name).toAbsolutePath().normalize();
        assumeTrue(Files.isRegularFile(file), "skipped: no shared model " + name);
        return file;
    }
}
