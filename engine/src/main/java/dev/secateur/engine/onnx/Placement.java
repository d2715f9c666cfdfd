package dev.secateur.engine.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;

/// Where the numbers of tensors go when a model is written: into the model itself, or into a data file beside it.
final class Placement {

    /// ONNX recommends a page, so that tensors can be mapped one by one, and 64 KiB for large ones because Windows maps by that.
    private static final long PAGE = 4 << 10;
    private static final long LARGE = 1 << 20;
    private static final long LARGE_PAGE = 64 << 10;

    private final @Nullable String location;
    private final boolean everything;
    private final List<Piece> pieces = new ArrayList<>();
    private long end;

    private Placement(@Nullable String location, boolean everything) {
        this.location = location;
        this.everything = everything;
    }

    /// Bytes at a place of the data file.
    record Piece(long offset, MemorySegment bytes) {}

    /// All numbers in the model itself.
    static Placement inline() {
        return new Placement(null, false);
    }

    /// Large new tensors, and those that were in a data file, in a data file of this name.
    ///
    /// @param everything true if large tensors that were in the model itself go there too
    static Placement beside(String location, boolean everything) {
        return new Placement(location, everything);
    }

    /// The data file as it was written.
    ExternalFiles map(FileChannel channel) throws IOException {
        return ExternalFiles.of(Objects.requireNonNull(location),
                channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    }

    /// True if there is a data file.
    boolean isExternal() {
        return location != null;
    }

    /// True if large tensors that were in the model itself leave it.
    boolean takesEverything() {
        return location != null && everything;
    }

    /// What goes into the data file, in order.
    List<Piece> pieces() {
        return pieces;
    }

    /// An encoded tensor with its numbers at their place.
    ///
    /// @param proto the tensor, wherever its numbers are told to be; name, type and documentation stay
    ///
    /// @throws ProblemException if the numbers are too many for one file
    TensorProto place(TensorProto proto, MemorySegment numbers) throws ProblemException {
        TensorProto.Builder placed = proto.toBuilder().clearExternalData().clearDataLocation().clearRawData();
        if (location == null || numbers.byteSize() == 0) {
            if (numbers.byteSize() > Integer.MAX_VALUE) {
                throw Refusal.writing(proto.getName(), "it is larger than the 2 GiB that a single ONNX file can have",
                        "write the model to a file, with external data");
            }
            return placed.setRawData(UnsafeByteOperations.unsafeWrap(numbers.asByteBuffer())).build();
        }
        long page = numbers.byteSize() >= LARGE ? LARGE_PAGE : PAGE;
        long offset = Math.ceilDiv(end, page) * page;
        pieces.add(new Piece(offset, numbers));
        end = offset + numbers.byteSize();
        return placed.setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(entry("location", location))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(numbers.byteSize()))).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
