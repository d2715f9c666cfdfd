package dev.secateur.engine.quant;

/// How the range is found that a grid covers; what lies outside becomes its end.
public enum Clipping {

    /// From the least to the greatest value: nothing is clipped.
    MINMAX("minmax"),
    /// The given percentile of the sizes.
    PERCENTILE("percentile"),
    /// The range whose rounded distribution is nearest to the original by Kullback-Leibler divergence (Migacz, "8-bit
    /// Inference with TensorRT", GTC 2017).
    ENTROPY("kl"),
    /// The range that leaves the smallest mean squared error.
    MSE("mse");

    private final String id;

    Clipping(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
