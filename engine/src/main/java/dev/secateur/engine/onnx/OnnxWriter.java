package dev.secateur.engine.onnx;

import java.nio.file.Path;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Writes graphs as ONNX models.
public final class OnnxWriter {

    private OnnxWriter() {}

    /// The model as bytes, external data taken in.
    ///
    /// @throws ProblemException if it would be larger than the 2 GiB that one ONNX file can have, or if the model's operator
    ///     set cannot say what a node does
    public static byte[] encode(Graph graph) throws ProblemException {
        Rope rope = new ModelEncoder(graph, Placement.inline()).encode();
        if (rope.size() > Integer.MAX_VALUE - 8) {
            throw Refusal.writing(null, "it is larger than the 2 GiB that a single ONNX file can have",
                    "write it to a file, with external data");
        }
        return rope.toArray();
    }

    /// Writes the model to a file.
    public static void write(Graph graph, Path file) throws ProblemException {
        Rope rope = new ModelEncoder(graph, Placement.inline()).encode();
        AtomicFile.write(file, rope::writeTo);
    }
}
