package dev.secateur.engine.autograd;

/// How layers behave that differ between training and use. Whether gradients are recorded is another matter:
/// see {@link Torch#withoutGradients()}.
public enum Mode {
    /// Batch normalisation uses the statistics of the batch and updates its running ones; dropout drops.
    TRAIN,
    /// Batch normalisation uses its running statistics; dropout passes.
    EVAL
}
