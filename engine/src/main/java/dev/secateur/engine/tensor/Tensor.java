package dev.secateur.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// An immutable tensor: element type, extents, and its elements in row-major order, little-endian, packed as in ONNX's `raw_data`.
///
/// The bytes may lie on the heap or in a mapped file, so holding a tensor does not mean holding its bytes in memory.
/// Strings are kept apart, as UTF-8 byte arrays.
public final class Tensor {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private final DType dtype;
    private final long[] dims;
    private final long elements;
    private final MemorySegment bytes;
    private final List<byte[]> strings;

    private Tensor(DType dtype, long[] dims, MemorySegment bytes, List<byte[]> strings) {
        this.dtype = dtype;
        this.dims = dims.clone();
        this.elements = Shape.of(dims).elements()
                .orElseThrow(() -> new IllegalArgumentException("too many elements: " + Arrays.toString(dims)));
        this.bytes = bytes.asReadOnly();
        this.strings = List.copyOf(strings);
        long expected = dtype == DType.STRING ? strings.size() : dtype.bytes(elements);
        long actual = dtype == DType.STRING ? elements : bytes.byteSize();
        if (expected != actual) {
            throw new IllegalArgumentException(
                    dtype + Arrays.toString(dims) + " needs " + expected + " bytes and has " + actual);
        }
    }

    /// A tensor over existing bytes, which must not change afterwards.
    ///
    /// @param bytes exactly as many as type and extents need
    /// @throws IllegalArgumentException if the number of bytes does not fit
    public static Tensor of(DType dtype, long[] dims, MemorySegment bytes) {
        return new Tensor(dtype, dims, bytes, List.of());
    }

    /// A float32 tensor holding a copy of `data`; without `dims` a vector, and a scalar is `of(data, new long[0])`.
    public static Tensor of(float[] data, long... dims) {
        byte[] bytes = new byte[Math.multiplyExact(data.length, Float.BYTES)];
        MemorySegment target = MemorySegment.ofArray(bytes);
        MemorySegment.copy(data, 0, target, FLOAT, 0, data.length);
        return of(DType.FLOAT, dims, target);
    }

    /// A float64 tensor holding a copy of `data`.
    public static Tensor of(double[] data, long... dims) {
        MemorySegment target = MemorySegment.ofArray(new byte[Math.multiplyExact(data.length, Double.BYTES)]);
        MemorySegment.copy(data, 0, target, DOUBLE, 0, data.length);
        return of(DType.DOUBLE, dims, target);
    }

    /// An int64 tensor holding a copy of `data`.
    public static Tensor of(long[] data, long... dims) {
        MemorySegment target = MemorySegment.ofArray(new byte[Math.multiplyExact(data.length, Long.BYTES)]);
        MemorySegment.copy(data, 0, target, LONG, 0, data.length);
        return of(DType.INT64, dims, target);
    }

    /// An int64 vector holding a copy of `data`.
    public static Tensor vector(long... data) {
        return of(data, new long[]{data.length});
    }

    /// A float32 scalar.
    public static Tensor scalar(float value) {
        return of(new float[]{value}, new long[0]);
    }

    /// A tensor of strings in UTF-8.
    public static Tensor ofStrings(List<byte[]> strings, long... dims) {
        return new Tensor(DType.STRING, dims, MemorySegment.ofArray(new byte[0]), strings);
    }

    /// Element type.
    public DType dtype() {
        return dtype;
    }

    /// Number of axes; 0 is a scalar.
    public int rank() {
        return dims.length;
    }

    /// The extent along `axis`, 0 to rank - 1.
    public long dim(int axis) {
        return dims[axis];
    }

    /// A copy of the extents.
    public long[] dims() {
        return dims.clone();
    }

    /// The extents as a shape.
    public Shape shape() {
        return Shape.of(dims);
    }

    /// Element type and shape.
    public TensorType type() {
        return TensorType.of(dtype, shape());
    }

    /// Number of elements.
    public long elements() {
        return elements;
    }

    /// Number of bytes the elements take.
    public long byteSize() {
        return dtype == DType.STRING ? strings.stream().mapToLong(s -> s.length).sum() : bytes.byteSize();
    }

    /// The elements as they lie in memory or in the file: read-only, little-endian, possibly unaligned; empty for strings.
    public MemorySegment bytes() {
        return bytes;
    }

    /// The elements of a tensor of strings; empty for every other type.
    public List<byte[]> strings() {
        return strings;
    }

    /// A copy of all elements as float32 (float16, bfloat16, double and integers are converted).
    ///
    /// @throws IllegalStateException if the type has no number that fits, or there are more elements than an array holds
    public float[] toFloats() {
        float[] out = new float[arrayLength()];
        if (dtype == DType.FLOAT) {
            MemorySegment.copy(bytes, FLOAT, 0, out, 0, out.length);
            return out;
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) doubleAt(i);
        }
        return out;
    }

    /// A copy of all elements as float64.
    ///
    /// @throws IllegalStateException as for {@link #toFloats()}
    public double[] toDoubles() {
        double[] out = new double[arrayLength()];
        for (int i = 0; i < out.length; i++) {
            out[i] = doubleAt(i);
        }
        return out;
    }

    /// A copy of all elements of an integer or boolean tensor.
    ///
    /// @throws IllegalStateException if the type is no integer
    public long[] toLongs() {
        long[] out = new long[arrayLength()];
        for (int i = 0; i < out.length; i++) {
            out[i] = longAt(i);
        }
        return out;
    }

    /// The element at a row-major index as float64.
    public double doubleAt(long index) {
        return switch (dtype) {
            case FLOAT -> bytes.get(FLOAT, index * 4);
            case DOUBLE -> bytes.get(DOUBLE, index * 8);
            case FLOAT16 -> Float.float16ToFloat(bytes.get(SHORT, index * 2));
            case BFLOAT16 -> Float.intBitsToFloat(bytes.get(SHORT, index * 2) << 16);
            default -> longAt(index);
        };
    }

    /// The element at a row-major index of an integer or boolean tensor; unsigned 64-bit values keep their bits.
    public long longAt(long index) {
        return switch (dtype) {
            case INT64, UINT64 -> bytes.get(LONG, index * 8);
            case INT32 -> bytes.get(INT, index * 4);
            case UINT32 -> bytes.get(INT, index * 4) & 0xffff_ffffL;
            case INT16 -> bytes.get(SHORT, index * 2);
            case UINT16 -> bytes.get(SHORT, index * 2) & 0xffffL;
            case INT8 -> bytes.get(ValueLayout.JAVA_BYTE, index);
            case UINT8, BOOL -> bytes.get(ValueLayout.JAVA_BYTE, index) & 0xffL;
            case UINT4 -> nibble(index);
            case INT4 -> (nibble(index) ^ 8) - 8;
            default -> throw new IllegalStateException("no integers in a tensor of " + dtype);
        };
    }

    private long nibble(long index) {
        int pair = bytes.get(ValueLayout.JAVA_BYTE, index / 2) & 0xff;
        return (index & 1) == 0 ? pair & 0xf : pair >> 4;
    }

    private int arrayLength() {
        if (elements > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("too many elements for an array: " + elements);
        }
        return (int) elements;
    }

    /// Same type, extents and bytes.
    public boolean sameAs(Tensor other) {
        return dtype == other.dtype && Arrays.equals(dims, other.dims) && bytes.mismatch(other.bytes) < 0
                && sameStrings(other);
    }

    private boolean sameStrings(Tensor other) {
        for (int i = 0; i < strings.size(); i++) {
            if (!Arrays.equals(strings.get(i), other.strings.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return type().display();
    }
}
