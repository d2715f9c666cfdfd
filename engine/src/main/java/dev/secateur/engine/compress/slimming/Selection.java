package dev.secateur.engine.compress.slimming;

import java.util.Locale;

/// How it is decided which scales are small.
public enum Selection {
    /// One threshold for the network: the scale below which the rate of all channels lies.
    NETWORK,
    /// One threshold for each layer: the scale below which the rate of its channels lies.
    LAYER,
    /// The threshold that the setting names, and own ones of layers.
    VALUE,
    /// No threshold: the rate of all channels goes, in the order of their scales, ties in the order of the channels.
    RANK;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
