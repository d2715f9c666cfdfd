package dev.secateur.engine.coupling;

/// What an axis of a weight is to the channels along it.
public enum Role {
    /// The channels are made here: the output axis of a convolution or a matrix.
    PRODUCER,
    /// The channels are summed up here: the input axis of a convolution or a matrix.
    CONSUMER,
    /// One number for each channel: normalisation, bias, scale, slope.
    CHANNEL
}
