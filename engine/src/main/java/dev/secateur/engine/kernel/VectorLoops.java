package dev.secateur.engine.kernel;

import jdk.incubator.vector.VectorShape;

/// Loops with vector instructions that are asked for by name. Only to be touched where the module `jdk.incubator.vector` is loaded.
final class VectorLoops implements Loops {

    /// Bits of the vectors that fit this processor best.
    static int bits() {
        return VectorShape.preferredShape().vectorBitSize();
    }

    @Override
    public RoundingBlock rounding(float[] values, RoundingBlock.Grid grid, long roundings) {
        return new VectorRounding(values, grid);
    }

    @Override
    public PairTile pairs(PairTile.Rows rows) {
        return new VectorTile(rows);
    }
}
