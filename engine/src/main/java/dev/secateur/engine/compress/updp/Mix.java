package dev.secateur.engine.compress.updp;

import dev.secateur.engine.graph.Value;

/// A place where the pruned form of a block takes over from the form it was given in, as lambda grows from 0 to 1.
sealed interface Mix {

    /// Where it acts.
    Value at();

    /// Two values of equal extents: `(1 - lambda) * from + lambda * to`, one of which is the value at the place itself.
    ///
    /// @param other the other value, made before
    /// @param towardsOther true if the other one is where it ends, false if it is where it begins
    record Blend(Value at, Value other, boolean towardsOther) implements Mix {}

    /// A summand: times lambda if it rises, else times `1 - lambda`.
    record Fade(Value at, boolean rises) implements Mix {}

    /// The border of feature maps `[N, C, H, W]` or `[N, C, L]` that padding moved from the next convolution adds: times lambda, so that at 0
    /// there are the zeros that the padding put there.
    ///
    /// @param top rows of the border, likewise the others; for one spatial axis only left and right count
    record Border(Value at, int top, int left, int bottom, int right) implements Mix {

        /// True if there is no border.
        boolean isEmpty() {
            return top == 0 && left == 0 && bottom == 0 && right == 0;
        }
    }
}
