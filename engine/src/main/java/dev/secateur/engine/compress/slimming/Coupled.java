package dev.secateur.engine.compress.slimming;

import java.util.Locale;

/// How a channel is judged that several normalisations scale, as those of a residual sum.
public enum Coupled {
    /// By the largest of its scales: it goes only where every one of them is below the threshold.
    LARGEST,
    /// By the mean of its scales.
    MEAN,
    /// Channels that several layers make stay, whatever their scales.
    KEEP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
