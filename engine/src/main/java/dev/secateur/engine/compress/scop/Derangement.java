package dev.secateur.engine.compress.scop;

import java.util.SplittableRandom;

/// Orders in which nothing stays in its place.
final class Derangement {

    private Derangement() {}

    /// A cyclic order of `count` things, uniformly drawn (Sattolo 1986). Each picture's knockoff is another picture: one that were its own
    /// would tell its label.
    ///
    /// @param count 2 or more
    static long[] of(int count, SplittableRandom random) {
        if (count < 2) {
            throw new IllegalArgumentException("one thing has no other place");
        }
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i);
            long moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }
}
