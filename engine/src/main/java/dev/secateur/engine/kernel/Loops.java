package dev.secateur.engine.kernel;

/// The innermost loops of the processor's kernels. All forms give the same bits: they add the same numbers in the same order.
interface Loops {

    /// What rounds values of these rows; each task has its own.
    ///
    /// @param roundings how many the task will ask for
    RoundingBlock rounding(float[] values, RoundingBlock.Grid grid, long roundings);

    /// What compares these rows; for all tasks.
    PairTile pairs(PairTile.Rows rows);

    /// Loops that the compiler makes vector instructions of.
    static Loops plain() {
        return new Loops() {
            @Override
            public RoundingBlock rounding(float[] values, RoundingBlock.Grid grid, long roundings) {
                return new PlainRounding(values, grid);
            }

            @Override
            public PairTile pairs(PairTile.Rows rows) {
                return new PlainTile(rows);
            }
        };
    }
}
