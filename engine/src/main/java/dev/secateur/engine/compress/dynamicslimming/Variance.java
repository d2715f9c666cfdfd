package dev.secateur.engine.compress.dynamicslimming;

import java.util.Locale;

/// Whose variance tells how easy a picture is; the published abstract can be read both ways.
public enum Variance {
    /// That of the class probabilities: near 0 where the network hesitates, largest where it is sure.
    SCORES,
    /// That of the thresholds foretold for the picture.
    THRESHOLDS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
