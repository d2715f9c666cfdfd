package dev.secateur.engine.compress.scop;

import java.util.Locale;

/// What a channel's factor counts.
public enum Score {
    /// `|gamma| * (2 beta - 1)`, as the released code has it.
    SCALED,
    /// `2 beta - 1`.
    PLAIN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
