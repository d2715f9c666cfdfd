package dev.secateur.engine.block;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assumptions;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;

/// Real models that lie beside the repository, if they do.
public final class SharedModels {

    private static final Path FOLDER = Path.of("..", "..", "shared", "data", "onnx");

    private SharedModels() {}

    /// Reads one; the test is skipped with a line if it is not there.
    public static Graph read(String name) throws ProblemException {
        Path file = FOLDER.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: no " + file.toAbsolutePath().normalize());
        return OnnxReader.read(file);
    }
}
