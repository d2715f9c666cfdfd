package dev.secateur.engine.kernel;

import java.util.concurrent.atomic.AtomicLong;

/// Plain loops for the first work, then others. Loops with vector instructions are slower by far until they are compiled, which takes
/// about half a second of processor time in all. So they come after as much work of their kind as plain loops do in that time, and at
/// first for few tasks, while they are compiled: little work is not slowed down, and much is soon fast. All bits stay the same.
final class LateLoops implements Loops {

    /// Values rounded: plain loops do so many in 0.3 s.
    static final long ROUNDED = 1L << 28;
    /// Numbers of one row against those of another: likewise.
    static final long COMPARED = 1L << 31;

    private static final int SELDOM = 64;

    private final Loops first;
    private final Loops then;
    private final Turn rounding = new Turn(ROUNDED);
    private final Turn comparing = new Turn(COMPARED);

    LateLoops(Loops first, Loops then) {
        this.first = first;
        this.then = then;
    }

    @Override
    public RoundingBlock rounding(float[] values, RoundingBlock.Grid grid, long roundings) {
        return (rounding.has(roundings) ? then : first).rounding(values, grid, roundings);
    }

    @Override
    public PairTile pairs(PairTile.Rows rows) {
        long numbers = (long) rows.count() * rows.count() / 2 * rows.length();
        return (comparing.has(numbers) ? then : first).pairs(rows);
    }

    /// Whose turn it is for one kind of work.
    private static final class Turn {
        private final long enough;
        private final AtomicLong work = new AtomicLong();
        private final AtomicLong tasks = new AtomicLong();

        Turn(long enough) {
            this.enough = enough;
        }

        /// Whether the other loops do a task of so much work.
        boolean has(long task) {
            long done = work.getAndAdd(task);
            return done >= 2 * enough || done >= enough && tasks.getAndIncrement() % SELDOM == 0;
        }
    }
}
