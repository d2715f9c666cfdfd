package dev.secateur.engine.tensor;

import java.util.Arrays;
import java.util.Optional;

/// Element type of a tensor, with its code in `onnx.TensorProto.DataType` and its width in bits.
public enum DType {
    FLOAT(1, 32),
    UINT8(2, 8),
    INT8(3, 8),
    UINT16(4, 16),
    INT16(5, 16),
    INT32(6, 32),
    INT64(7, 64),
    STRING(8, 0),
    BOOL(9, 8),
    FLOAT16(10, 16),
    DOUBLE(11, 64),
    UINT32(12, 32),
    UINT64(13, 64),
    COMPLEX64(14, 64),
    COMPLEX128(15, 128),
    BFLOAT16(16, 16),
    FLOAT8E4M3FN(17, 8),
    FLOAT8E4M3FNUZ(18, 8),
    FLOAT8E5M2(19, 8),
    FLOAT8E5M2FNUZ(20, 8),
    UINT4(21, 4),
    INT4(22, 4),
    FLOAT4E2M1(23, 4),
    FLOAT8E8M0(24, 8),
    UINT2(25, 2),
    INT2(26, 2);

    private static final DType[] ALL = values();

    private final int code;
    private final int bits;

    DType(int code, int bits) {
        this.code = code;
        this.bits = bits;
    }

    /// The number that stands for this type in an ONNX file.
    public int code() {
        return code;
    }

    /// Width of one element in bits; 0 for strings, whose elements differ in length.
    public int bits() {
        return bits;
    }

    /// Bytes that `count` elements take when packed as ONNX packs them (two 4-bit elements to the byte).
    ///
    /// @throws ArithmeticException if the number does not fit a long
    public long bytes(long count) {
        return Math.ceilDiv(Math.multiplyExact(count, (long) bits), 8L);
    }

    /// True for the types that hold real numbers.
    public boolean isFloating() {
        return switch (this) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, FLOAT4E2M1,
                    FLOAT8E8M0 ->
                true;
            default -> false;
        };
    }

    /// The type with this ONNX code, if there is one.
    public static Optional<DType> ofCode(int code) {
        return Arrays.stream(ALL).filter(t -> t.code == code).findFirst();
    }
}
