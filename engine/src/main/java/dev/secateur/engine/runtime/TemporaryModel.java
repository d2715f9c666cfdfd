package dev.secateur.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.tensor.Tensor;

/// A model on disk for as long as a session needs it: for networks that do not fit a single ONNX file.
record TemporaryModel(Path folder) implements AutoCloseable {

    /// Above this the runtime would hold a second copy of all weights for its encoded form.
    private static final long LARGEST_ENCODED = 1L << 30;

    /// True if the constants of a graph are too large to hand the runtime an encoded copy.
    static boolean isNeeded(Graph graph) {
        return graph.constants().values().stream().mapToLong(Tensor::byteSize).sum() > LARGEST_ENCODED;
    }

    /// Writes a graph into a new folder among the system's temporary files.
    ///
    /// @throws ProblemException if there is no room for it
    static TemporaryModel of(Graph graph) throws ProblemException {
        Path place = Path.of(System.getProperty("java.io.tmpdir", "."));
        try {
            TemporaryModel model = new TemporaryModel(Files.createTempDirectory(place, "secateur-"));
            try {
                OnnxWriter.write(graph, model.file());
                return model;
            } catch (ProblemException e) {
                model.close();
                throw e;
            }
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write a temporary model", place, AtomicFile.reason(e),
                    "free some space, or name another folder in TMPDIR");
        }
    }

    Path file() {
        return folder.resolve("model.onnx");
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
