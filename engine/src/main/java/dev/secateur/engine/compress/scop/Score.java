package dev.secateur.engine.compress.scop;

import java.util.Locale;

/// What a channel's factor counts.
public enum Score {
    /// `|gamma| * (2 beta - 1)`, as the released code has it.
    SCALED,
    /// `2 beta - 1`.
    PLAIN,
    /// The sum of the filter's absolute weights, without an experiment: a control for it.
    FILTER,
    /// Drawn from the seed, without an experiment: a control for it.
    RANDOM;

    /// True if the score asks nothing of the experiment, which is not made then.
    boolean isControl() {
        return this == FILTER || this == RANDOM;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
