package dev.secateur.engine.compress.scop;

import java.util.Locale;

/// What stands in for knockoffs.
public enum Knockoff {
    /// Another picture of the batch.
    SHUFFLE,
    /// Second-order Gaussian knockoffs in the pictures' principal components.
    GAUSSIAN,
    /// Pictures from a generator.
    GENERATOR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
