package dev.secateur.engine.rewrite;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Numbers as a model stores them: computed in float64, rounded once.
public final class Stored {

    private static final ValueLayout.OfShort HALF = ValueLayout.JAVA_SHORT_UNALIGNED
            .withOrder(ByteOrder.LITTLE_ENDIAN);

    private Stored() {}

    /// A tensor of float64, float32 or float16 (rounded to nearest; beyond its range infinite).
    ///
    /// @param dtype float64, float16, or float32 otherwise
    public static Tensor of(double[] values, DType dtype, long... dims) {
        if (dtype == DType.DOUBLE) {
            return Tensor.of(values, dims);
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return dtype == DType.FLOAT16 ? halves(rounded, dims) : Tensor.of(rounded, dims);
    }

    private static Tensor halves(float[] values, long... dims) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Math.multiplyExact(values.length, Short.BYTES)]);
        for (int i = 0; i < values.length; i++) {
            bytes.set(HALF, (long) i * Short.BYTES, Float.floatToFloat16(values[i]));
        }
        return Tensor.of(DType.FLOAT16, dims, bytes);
    }

    /// True for the element types that merging can compute with.
    public static boolean canHold(DType dtype) {
        return dtype == DType.FLOAT || dtype == DType.DOUBLE || dtype == DType.FLOAT16;
    }
}
