package dev.secateur.engine.rewrite;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Numbers as a model stores them: computed in float64, rounded once.
public final class Stored {

    private Stored() {}

    /// A tensor of float64 or float32 (rounded to nearest).
    ///
    /// @param dtype float64, or float32 otherwise
    public static Tensor of(double[] values, DType dtype, long... dims) {
        if (dtype == DType.DOUBLE) {
            return Tensor.of(values, dims);
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return Tensor.of(rounded, dims);
    }

    /// True for the element types that merging can compute with.
    public static boolean canHold(DType dtype) {
        return dtype == DType.FLOAT || dtype == DType.DOUBLE;
    }
}
