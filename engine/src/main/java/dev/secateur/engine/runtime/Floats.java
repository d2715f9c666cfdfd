package dev.secateur.engine.runtime;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Real numbers in the element types that inputs have.
final class Floats {

    private Floats() {}

    /// The numbers rounded to a type; empty for the types of 8 bits and fewer.
    static Optional<Tensor> of(DType dtype, double[] values, long... dims) {
        if (dtype == DType.DOUBLE) {
            return Optional.of(Tensor.of(values, dims));
        }
        if (dtype != DType.FLOAT && dtype != DType.FLOAT16 && dtype != DType.BFLOAT16) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(dtype.bytes(values.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (dtype) {
                case FLOAT -> bytes.putFloat((float) value);
                case FLOAT16 -> bytes.putShort(Float.floatToFloat16((float) value));
                default -> bytes.putShort(toBfloat16((float) value));
            }
        }
        return Optional.of(Tensor.of(dtype, dims, MemorySegment.ofArray(bytes.array())));
    }

    /// Rounds to nearest, ties to even; the value is finite.
    private static short toBfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        return (short) (bits + 0x7fff + (bits >> 16 & 1) >> 16);
    }
}
