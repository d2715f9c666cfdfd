package dev.secateur.engine.quant;

/// Widths of one layer's codes.
///
/// @param weights 2 to 16, or 32 for float32
/// @param activations of what flows in, 2 to 16, or 32 for float32
public record LayerBits(int weights, int activations) {

    /// Both float32.
    public static final LayerBits FLOAT = new LayerBits(PlannedLayer.FLOAT_BITS, PlannedLayer.FLOAT_BITS);

    public LayerBits {
        if (!isWidth(weights) || !isWidth(activations)) {
            throw new IllegalArgumentException("no widths: " + weights + " and " + activations);
        }
    }

    /// True for 2 to 16, and 32.
    public static boolean isWidth(int bits) {
        return bits >= Grid.LEAST_BITS && bits <= Grid.MOST_BITS || bits == PlannedLayer.FLOAT_BITS;
    }

    @Override
    public String toString() {
        return weights + "/" + activations;
    }
}
