package dev.secateur.engine.op;

/// Normalisation by channel (axis 1): `scale * (x - mean) / sqrt(variance + epsilon) + shift`.
/// Inputs: data, scale, shift, mean, variance, each but the data of shape `[C]`.
///
/// @param training true if the node computes statistics from its own input (opset 14 and later)
public record BatchNormalization(float epsilon, float momentum, boolean training) implements Op {

    @Override
    public String type() {
        return "BatchNormalization";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
