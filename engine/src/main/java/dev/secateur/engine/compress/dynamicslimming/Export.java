package dev.secateur.engine.compress.dynamicslimming;

import java.util.Locale;

/// In which form the network leaves.
public enum Export {
    /// One network in which skipped channels are multiplied by zero: the numbers of the method, but no time is saved.
    MASKED,
    /// Some narrow networks that share their weights, and a router that chooses one for a picture: time is saved, at one picture a run.
    LEVELS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
