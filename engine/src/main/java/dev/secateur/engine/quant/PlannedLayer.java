package dev.secateur.engine.quant;

import org.jspecify.annotations.Nullable;

/// What becomes of a layer.
///
/// @param layer which one
/// @param weight its weights as codes, null if they stay float32
/// @param data the grid of what flows in, null if that stays float32
/// @param bias its bias after correction, float32, null if it has none that is constant
public record PlannedLayer(QuantLayer layer, @Nullable QuantisedWeight weight, @Nullable Grid data,
        float @Nullable [] bias) {

    /// Bits of a number that is not quantised.
    public static final int FLOAT_BITS = 32;

    /// Bits of a weight; 32 if it stays float32.
    public int weightBits() {
        return weight == null ? FLOAT_BITS : weight.bits();
    }

    /// Bits of what flows in; 32 if it stays float32.
    public int activationBits() {
        return data == null ? FLOAT_BITS : data.bits();
    }

    /// True if ONNX Runtime can compute it in integers: codes of at most 8 bits on both sides.
    public boolean isWhole() {
        return weightBits() <= Byte.SIZE && activationBits() <= Byte.SIZE;
    }

    /// Distances of the codes of the bias: 32 bits hold it as a multiple of the product of both steps.
    ///
    /// @return one a channel
    static float[] biasSteps(QuantisedWeight weight, Grid data, int channels) {
        float[] steps = new float[channels];
        for (int i = 0; i < channels; i++) {
            steps[i] = data.scale() * weight.step(i);
        }
        return steps;
    }
}
