package dev.secateur.engine.compress.autocompress;

import java.util.Locale;

/// What is to become less.
public enum Objective {
    /// Elements of all weights: convolutions, classifier and normalisations.
    WEIGHTS,
    /// Multiply-accumulates of one picture.
    MACS,
    /// Milliseconds of one picture on this machine.
    TIME;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
