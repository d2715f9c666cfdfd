package dev.secateur.engine.compress.autocompress;

import java.util.Locale;

/// What a candidate is judged by.
public enum Judge {
    /// The accuracy; the loss where every candidate is as bad as guessing.
    AUTO,
    /// The share of pictures that are classified rightly.
    ACCURACY,
    /// The cross-entropy.
    LOSS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
