package dev.secateur.engine.onnx;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.WireFormat;

/// An encoded message under construction: a list of pieces that lie in the source file, in tensors or here, none of them copied
/// before the whole is written.
final class Rope {

    private static final int PORTION = 1 << 26;

    private final List<MemorySegment> pieces = new ArrayList<>();
    private long size;

    /// Number of bytes so far.
    long size() {
        return size;
    }

    /// Adds bytes that are already encoded, tag included.
    Rope add(ByteString encoded) {
        encoded.asReadOnlyByteBufferList().forEach(b -> add(MemorySegment.ofBuffer(b)));
        return this;
    }

    private void add(MemorySegment piece) {
        if (piece.byteSize() > 0) {
            pieces.add(piece);
            size += piece.byteSize();
        }
    }

    /// Adds a field that holds a whole number.
    Rope number(int field, long value) {
        byte[] bytes = new byte[CodedOutputStream.computeInt64Size(field, value)];
        try {
            CodedOutputStream.newInstance(bytes).writeInt64(field, value);
        } catch (IOException e) {
            throw new IllegalStateException("an array of the right size is too short", e);
        }
        add(MemorySegment.ofArray(bytes));
        return this;
    }

    /// Adds a field that holds a message.
    Rope message(int field, MessageLite message) {
        return bytes(field, message.toByteString());
    }

    /// Adds a field that holds a text or an encoded message.
    Rope bytes(int field, ByteString body) {
        head(field, body.size());
        return add(body);
    }

    /// Adds a field that holds raw bytes.
    Rope bytes(int field, MemorySegment body) {
        head(field, body.byteSize());
        add(body);
        return this;
    }

    /// Adds a field that holds a message.
    Rope rope(int field, Rope body) {
        head(field, body.size);
        return append(body);
    }

    /// Adds all of another rope as it is.
    Rope append(Rope other) {
        pieces.addAll(other.pieces);
        size += other.size;
        return this;
    }

    private void head(int field, long length) {
        int tag = field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
        byte[] bytes = new byte[CodedOutputStream.computeUInt32SizeNoTag(tag)
                + CodedOutputStream.computeUInt64SizeNoTag(length)];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.writeUInt32NoTag(tag);
            out.writeUInt64NoTag(length);
        } catch (IOException e) {
            throw new IllegalStateException("an array of the right size is too short", e);
        }
        add(MemorySegment.ofArray(bytes));
    }

    /// All bytes; there must be fewer than 2 GiB of them.
    byte[] toArray() {
        byte[] whole = new byte[Math.toIntExact(size)];
        MemorySegment target = MemorySegment.ofArray(whole);
        long at = 0;
        for (MemorySegment piece : pieces) {
            MemorySegment.copy(piece, 0, target, at, piece.byteSize());
            at += piece.byteSize();
        }
        return whole;
    }

    /// Writes all bytes at the channel's position.
    void writeTo(FileChannel channel) throws IOException {
        ByteBuffer gather = ByteBuffer.allocateDirect(1 << 20);
        for (MemorySegment piece : pieces) {
            if (piece.byteSize() <= gather.remaining()) {
                gather.put(piece.asByteBuffer());
            } else {
                drain(gather, channel);
                write(piece, channel);
            }
        }
        drain(gather, channel);
    }

    private static void drain(ByteBuffer gather, FileChannel channel) throws IOException {
        gather.flip();
        while (gather.hasRemaining()) {
            channel.write(gather);
        }
        gather.clear();
    }

    /// Writes bytes of any length at the channel's position, in portions, so that no large buffer is made for bytes on the heap.
    static void write(MemorySegment bytes, FileChannel channel) throws IOException {
        long portion = bytes.isNative() ? PORTION : 1 << 20;
        for (long at = 0; at < bytes.byteSize(); at += portion) {
            ByteBuffer part = bytes.asSlice(at, Math.min(portion, bytes.byteSize() - at)).asByteBuffer();
            while (part.hasRemaining()) {
                channel.write(part);
            }
        }
    }
}
