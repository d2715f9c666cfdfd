package dev.secateur.engine.compress.autocompress;

import java.util.Locale;

/// What is taken out.
public enum Structure {
    /// Filters and columns.
    BOTH,
    /// Whole filters: output channels with all that is theirs.
    FILTERS,
    /// Columns: one position of the kernel in one input channel, in all filters of a layer.
    COLUMNS,
    /// Single weights, wherever they are.
    WEIGHTS;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
