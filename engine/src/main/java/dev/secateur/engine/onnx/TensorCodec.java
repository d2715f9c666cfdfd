package dev.secateur.engine.onnx;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Tensors of the file. Sizes are checked against the bytes that are there before anything is allocated.
final class TensorCodec {

    private final ExternalFiles external;

    TensorCodec(ExternalFiles external) {
        this.external = external;
    }

    /// True if the tensor's numbers lie in another file.
    static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }

    /// The tensor, over the bytes of the file where they are there in one piece.
    ///
    /// @param owner its name or that of the node that holds it, for the problem's sentence
    Tensor decode(TensorProto tensor, String owner) throws ProblemException {
        DType dtype = DType.ofCode(tensor.getDataType()).orElseThrow(() -> Refusal.reading(owner,
                "its element type " + tensor.getDataType() + " is not known"));
        if (tensor.hasSegment()) {
            throw Refusal.reading(owner, "it is stored in segments, which no program reads");
        }
        long[] dims = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        long elements = elements(dims, dtype, owner);
        if (dtype == DType.STRING) {
            return strings(tensor, dims, elements, owner);
        }
        MemorySegment bytes = isExternal(tensor)
                ? external.bytes(tensor, owner, dtype.bytes(elements))
                : inline(tensor, dtype, elements);
        if (bytes.byteSize() != dtype.bytes(elements)) {
            throw Refusal.reading(owner, "its shape " + shown(dims) + " of " + dtype + " needs " + dtype.bytes(elements)
                    + " bytes, but there are " + bytes.byteSize());
        }
        return Tensor.of(dtype, dims, bytes);
    }

    /// The number of elements, which a tensor of the given type can have.
    static long elements(long[] dims, DType dtype, String owner) throws ProblemException {
        for (long dim : dims) {
            if (dim < 0) {
                throw Refusal.reading(owner, "its shape " + shown(dims) + " has a negative extent");
            }
        }
        OptionalLong elements = Shape.of(dims).elements();
        if (elements.isEmpty() || elements.getAsLong() > Long.MAX_VALUE / 128) {
            throw Refusal.reading(owner, "its shape " + shown(dims) + " of " + dtype + " is too large for any memory");
        }
        return elements.getAsLong();
    }

    private static String shown(long[] dims) {
        return Refusal.shown(java.util.Arrays.toString(dims));
    }

    private static Tensor strings(TensorProto tensor, long[] dims, long elements, String owner)
            throws ProblemException {
        if (elements != tensor.getStringDataCount()) {
            throw Refusal.reading(owner, "its shape " + shown(dims) + " needs " + elements + " strings, but there are "
                    + tensor.getStringDataCount());
        }
        return Tensor.ofStrings(tensor.getStringDataList().stream().map(ByteString::toByteArray).toList(), dims);
    }

    private static MemorySegment inline(TensorProto tensor, DType dtype, long elements) {
        if (tensor.hasRawData()) {
            return MemorySegment.ofBuffer(tensor.getRawData().asReadOnlyByteBuffer());
        }
        return switch (dtype) {
            case FLOAT, COMPLEX64 -> floats(tensor.getFloatDataList());
            case DOUBLE, COMPLEX128 -> doubles(tensor.getDoubleDataList());
            case INT64 -> integers(tensor.getInt64DataList(), 8);
            case UINT64 -> integers(tensor.getUint64DataList(), 8);
            case UINT32 -> integers(tensor.getUint64DataList(), 4);
            default -> integers(tensor.getInt32DataList(), Math.ceilDiv(dtype.bits(), 8));
        };
    }

    private static MemorySegment floats(List<Float> values) {
        ByteBuffer bytes = buffer(values.size(), 4);
        for (int i = 0; i < values.size(); i++) {
            bytes.putFloat(values.get(i));
        }
        return MemorySegment.ofArray(bytes.array());
    }

    private static MemorySegment doubles(List<Double> values) {
        ByteBuffer bytes = buffer(values.size(), 8);
        for (int i = 0; i < values.size(); i++) {
            bytes.putDouble(values.get(i));
        }
        return MemorySegment.ofArray(bytes.array());
    }

    /// The low bytes of every number: elements of less than 8 bits are packed in the file already.
    private static MemorySegment integers(List<? extends Number> values, int width) {
        ByteBuffer bytes = buffer(values.size(), width);
        for (int i = 0; i < values.size(); i++) {
            long value = values.get(i).longValue();
            switch (width) {
                case 8 -> bytes.putLong(value);
                case 4 -> bytes.putInt((int) value);
                case 2 -> bytes.putShort((short) value);
                default -> bytes.put((byte) value);
            }
        }
        return MemorySegment.ofArray(bytes.array());
    }

    private static ByteBuffer buffer(int count, int width) {
        return ByteBuffer.allocate(Math.multiplyExact(count, width)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Everything of an encoded tensor but its numbers.
    ///
    /// @param name its name; empty for the value of an attribute
    static TensorProto.Builder head(Tensor tensor, String name) {
        TensorProto.Builder head = TensorProto.newBuilder().setDataType(tensor.dtype().code());
        for (long dim : tensor.dims()) {
            head.addDims(dim);
        }
        tensor.strings().forEach(s -> head.addStringData(ByteString.copyFrom(s)));
        return name.isEmpty() ? head : head.setName(name);
    }

    /// A tensor with its numbers, which are not copied, as the value of an attribute.
    ///
    /// @throws ProblemException if it is too large for that
    static TensorProto encode(Tensor tensor, String node) throws ProblemException {
        TensorProto.Builder encoded = head(tensor, "");
        if (tensor.byteSize() > Integer.MAX_VALUE) {
            throw Refusal.writing(node, "its tensor is larger than the 2 GiB that a single ONNX file can have", "");
        }
        if (tensor.dtype() != DType.STRING) {
            encoded.setRawData(UnsafeByteOperations.unsafeWrap(tensor.bytes().asByteBuffer()));
        }
        return encoded.build();
    }
}
