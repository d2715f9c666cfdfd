package dev.secateur.engine.onnx;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// Reads ONNX models without loss.
///
/// Tensors lie over the bytes of the file: small files are read into memory, large ones and data files are mapped. A mapped file
/// must stay as it is while the graph is in use; it is let go when the graph is garbage.
public final class OnnxReader {

    /// Larger files are mapped: they would fill the heap. Smaller ones are read, so that they may be replaced meanwhile.
    private static final long LARGEST_READ = 64L << 20;

    private OnnxReader() {}

    /// Reads a model from its file.
    ///
    /// @throws ProblemException naming the file and, where there is one, the node or value at fault, if the file cannot be
    ///     read, is no valid model, or keeps data outside its own folder
    public static Graph read(Path file) throws ProblemException {
        if (!Files.exists(file)) {
            throw unreadable(file, "it does not exist", "check its name");
        }
        if (!Files.isRegularFile(file)) {
            throw unreadable(file, Files.isDirectory(file) ? "it is a folder" : "it is no ordinary file",
                    "choose a file that ends in .onnx");
        }
        try {
            ByteString bytes = load(file);
            Path folder = file.toAbsolutePath().getParent();
            return new GraphDecoder(ExternalFiles.in(folder), file).decode(bytes);
        } catch (ProblemException e) {
            throw e.in(file);
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.reason(e), "check its permissions");
        }
    }

    /// Reads a model from its bytes, which must not change afterwards.
    ///
    /// @param folder where its external data lies; null if there can be none
    /// @throws ProblemException as for {@link #read}
    public static Graph decode(byte[] model, @Nullable Path folder) throws ProblemException {
        return decode(UnsafeByteOperations.unsafeWrap(model), folder);
    }

    static Graph decode(ByteString model, @Nullable Path folder) throws ProblemException {
        if (model.isEmpty()) {
            throw Refusal.reading(null, "it is empty");
        }
        return new GraphDecoder(ExternalFiles.in(folder), null).decode(model);
    }

    /// The files that a graph was read from: the model and its data files. None for a graph that was made here. They must stay as
    /// they are while the graph, or one edited from it, is in use.
    public static Set<Path> files(Graph graph) {
        Source source = Source.of(graph.header());
        if (source == null) {
            return Set.of();
        }
        Set<Path> files = new LinkedHashSet<>();
        if (source.file() != null) {
            files.add(source.file());
        }
        files.addAll(source.data().files());
        return files;
    }

    private static ByteString load(Path file) throws IOException, ProblemException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size == 0) {
                throw unreadable(file, "it is empty", "export the model again or copy the file again");
            }
            if (size > Integer.MAX_VALUE) {
                throw unreadable(file, "it is larger than the 2 GiB that a single ONNX file can have",
                        "save the model with external data");
            }
            ByteBuffer bytes = size > LARGEST_READ ? map(channel, size) : read(channel, (int) size);
            return UnsafeByteOperations.unsafeWrap(bytes);
        }
    }

    private static ByteBuffer map(FileChannel channel, long size) throws IOException {
        return channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto()).asByteBuffer();
    }

    private static ByteBuffer read(FileChannel channel, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    private static ProblemException unreadable(Path file, String why, String hint) {
        return ProblemException.ofFile("cannot read the model", file, why, hint);
    }
}
