package dev.secateur.engine.autograd;

/// What a trained tensor is for.
public enum ParameterKind {
    /// The matrix or kernels of a linear operator.
    WEIGHT,
    /// What a linear operator or an addition adds.
    BIAS,
    /// The factor of a normalisation, or of a multiplication with constants.
    NORM_SCALE,
    /// What a normalisation adds.
    NORM_SHIFT,
    /// The slope of an activation.
    SLOPE,
    /// A table that is looked up or joined: tokens, positions.
    EMBEDDING,
    /// Made by a method beside the network: logits of choices, gates, quantiser steps.
    EXTRA;

    /// True if weight decay is meant for it: by custom, weights alone (Goyal et al. 2017, He et al. 2019).
    public boolean decays() {
        return this == WEIGHT;
    }
}
