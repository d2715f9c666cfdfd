package dev.secateur.engine.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;

/// Where the numbers of tensors go when a model is written: into the model itself, into a data file beside it, or each by itself.
final class Placement {

    /// ONNX recommends a page, so that tensors can be mapped one by one, and 64 KiB for large ones because Windows maps by that.
    private static final long PAGE = 4 << 10;
    private static final long LARGE = 1 << 20;
    private static final long LARGE_PAGE = 64 << 10;

    private final @Nullable String location;
    private final @Nullable Function<MemorySegment, String> naming;
    private final boolean everything;
    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, MemorySegment> apart = new LinkedHashMap<>();
    private long end;

    private Placement(@Nullable String location, @Nullable Function<MemorySegment, String> naming,
            boolean everything) {
        this.location = location;
        this.naming = naming;
        this.everything = everything;
    }

    /// Bytes at a place of the data file.
    record Piece(long offset, MemorySegment bytes) {}

    /// All numbers in the model itself.
    static Placement inline() {
        return new Placement(null, null, false);
    }

    /// Large new tensors, and those that were in a data file, in a data file of this name.
    ///
    /// @param everything true if large tensors that were in the model itself go there too
    static Placement beside(String location, boolean everything) {
        return new Placement(location, null, everything);
    }

    /// Each large tensor by itself, under a name that its numbers give.
    static Placement apart(Function<MemorySegment, String> naming) {
        return new Placement(null, naming, true);
    }

    /// What stands by itself, by name.
    Map<String, MemorySegment> tensors() {
        return apart;
    }

    /// The data file as it was written.
    ExternalFiles map(FileChannel channel) throws IOException {
        return ExternalFiles.of(Objects.requireNonNull(location),
                channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    }

    /// True if large tensors lie outside the model.
    boolean isExternal() {
        return location != null || naming != null;
    }

    /// True if large tensors that were in the model itself leave it.
    boolean takesEverything() {
        return isExternal() && everything;
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
        if (naming != null && numbers.byteSize() > 0) {
            String name = naming.apply(numbers);
            apart.put(name, numbers);
            return outside(placed, name, 0, numbers.byteSize());
        }
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
        return outside(placed, location, offset, numbers.byteSize());
    }

    private static TensorProto outside(TensorProto.Builder placed, String location, long offset, long length) {
        return placed.setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(entry("location", location))
                .addExternalData(entry("offset", Long.toString(offset)))
                .addExternalData(entry("length", Long.toString(length))).build();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }
}
