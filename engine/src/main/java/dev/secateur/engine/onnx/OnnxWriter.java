package dev.secateur.engine.onnx;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.tensor.Tensor;

/// Writes graphs as ONNX models. What no edit touched is written as it was read.
public final class OnnxWriter {

    /// Bytes of tensors from which on they go into a data file. ONNX allows 2 GiB in a file; the rest is room for all else.
    private static final long LARGEST_INLINE = 1_500_000_000;

    private OnnxWriter() {}

    /// The model as bytes, external data taken in.
    ///
    /// @throws ProblemException if it would be larger than the 2 GiB that one ONNX file can have, or if the operator set
    ///     of the model cannot say what a node does
    public static byte[] encode(Graph graph) throws ProblemException {
        Rope rope = new ModelEncoder(graph, Placement.inline()).encode();
        refuseLarge(rope);
        return rope.toArray();
    }

    /// Writes the model to a file: whole, read back and compared, or not at all.
    ///
    /// If the graph came with external data, or its tensors take more than about 1.5 GB, they go into a data file beside the
    /// model, `<name>.data`, which takes the place of one that belonged to a model of the same name.
    ///
    /// @throws ProblemException if the file is one that the graph is read from, the disk is full, writing is not allowed, or
    ///     the operator set of the model cannot say what a node does
    public static void write(Graph graph, Path file) throws ProblemException {
        write(graph, file, LARGEST_INLINE);
    }

    /// @param largestInline bytes of tensors from which on they go into a data file
    static void write(Graph graph, Path file, long largestInline) throws ProblemException {
        Path name = file.getFileName();
        if (name == null) {
            throw unwritable(file, "it is a folder", "name a file");
        }
        Path data = file.resolveSibling(name + ".data");
        boolean large = tensorsInModel(graph) > largestInline;
        boolean beside = large || cameWithData(graph);
        refuseSources(graph, file, beside ? data : null);
        if (!beside) {
            Rope rope = new ModelEncoder(graph, Placement.inline()).encode();
            refuseLarge(rope);
            AtomicFile.write(file, channel -> {
                rope.writeTo(channel);
                ReadBack.compare(graph, file, channel, ExternalFiles.none());
            });
            return;
        }
        if (Files.exists(data) && !Files.exists(file)) {
            throw unwritable(file, "its data would replace " + data.getFileName() + ", which belongs to another model",
                    "choose another name");
        }
        Placement placement = Placement.beside(data.getFileName().toString(), large);
        Rope rope = new ModelEncoder(graph, placement).encode();
        refuseLarge(rope);
        AtomicFile.write(file, channel -> {
            rope.writeTo(channel);
            // The model reaches the disk before its data takes its name, so that only a renaming is left that can fail.
            channel.force(true);
            AtomicFile.write(data, dataChannel -> {
                writePieces(placement, dataChannel);
                ReadBack.compare(graph, file, channel, placement.map(dataChannel));
            });
        });
    }

    private static void writePieces(Placement placement, FileChannel channel) throws IOException {
        for (Placement.Piece piece : placement.pieces()) {
            channel.position(piece.offset());
            Rope.write(piece.bytes(), channel);
        }
    }

    private static long tensorsInModel(Graph graph) {
        Source source = Source.of(graph.header());
        return graph.constants().entrySet().stream().filter(e -> {
            Source.Initializer before = source == null ? null : source.known().initializers().get(e.getKey());
            return before == null || !before.external() || before.tensor() != e.getValue();
        }).map(java.util.Map.Entry::getValue).mapToLong(Tensor::byteSize).sum();
    }

    private static boolean cameWithData(Graph graph) {
        Source source = Source.of(graph.header());
        return source != null && source.external();
    }

    private static void refuseLarge(Rope rope) throws ProblemException {
        if (rope.size() > Integer.MAX_VALUE - 8) {
            throw Refusal.writing(null, "it is larger than the 2 GiB that a single ONNX file can have",
                    "write it to a file, with external data");
        }
    }

    /// The tensors of the graph may still be read from these files.
    private static void refuseSources(Graph graph, Path file, @Nullable Path data) throws ProblemException {
        Source source = Source.of(graph.header());
        if (source == null) {
            return;
        }
        for (Path read : source.files()) {
            if (isSame(read, file)) {
                throw unwritable(file, "the model was opened from this file", "choose another name");
            }
            if (data != null && isSame(read, data)) {
                throw unwritable(file, "its data would replace the data of the opened model", "choose another name");
            }
        }
    }

    private static boolean isSame(Path a, Path b) throws ProblemException {
        try {
            return Files.exists(a) && Files.exists(b) && Files.isSameFile(a, b);
        } catch (IOException e) {
            throw unwritable(b, AtomicFile.reason(e), "check the permissions");
        }
    }

    private static ProblemException unwritable(Path file, String why, String hint) {
        return ProblemException.ofFile("cannot write the model", file, why, hint);
    }
}
