package dev.secateur.engine.kernel;

import java.util.stream.IntStream;

import dev.secateur.engine.job.Progress;

/// Compares every row of a matrix with every other one, tile by tile.
final class RowPairs {

    private static final int SIDE = PairTile.SIDE;
    /// Bands of tiles between two looks at the progress hold about as many pairs of values.
    private static final long WORK = 1L << 30;

    private final PairTile tile;
    private final int count;
    private final int length;
    private final int tiles;

    /// @param differences true to sum the squares of differences, false to sum products
    RowPairs(Loops loops, float[] rows, int count, boolean differences) {
        if (count < 1 || rows.length % count != 0) {
            throw new IllegalArgumentException(rows.length + " values are not " + count + " rows");
        }
        this.count = count;
        this.length = rows.length / count;
        this.tiles = Math.ceilDiv(count, SIDE);
        this.tile = loops.pairs(new PairTile.Rows(rows, count, length, differences));
    }

    /// Takes the sums of one tile.
    @FunctionalInterface
    private interface Taker {

        /// @param a first row of the tile
        /// @param b first row that it is compared with, `a` or more
        /// @param sums `[SIDE, SIDE]`
        void take(int a, int b, double[] sums);
    }

    /// Products of all pairs, `[count, count]`.
    double[] products() {
        double[] products = new double[Math.multiplyExact(count, count)];
        run(Progress.none(), (a, b, sums) -> {
            for (int i = 0; i < SIDE && a + i < count; i++) {
                for (int j = 0; j < SIDE && b + j < count; j++) {
                    products[(a + i) * count + b + j] = sums[i * SIDE + j];
                    products[(b + j) * count + a + i] = sums[i * SIDE + j];
                }
            }
        });
        return products;
    }

    /// For every row the sum of the roots of what it has with the others.
    double[] sumsOfRoots(Progress progress) {
        // Each tile has a place of its own, and they are added in their order: the same bits for any number of threads.
        double[] parts = new double[Math.multiplyExact(tiles, count)];
        run(progress, (a, b, sums) -> {
            for (int i = 0; i < SIDE && a + i < count; i++) {
                for (int j = a == b ? i + 1 : 0; j < SIDE && b + j < count; j++) {
                    double root = Math.sqrt(sums[i * SIDE + j]);
                    parts[b / SIDE * count + a + i] += root;
                    parts[a / SIDE * count + b + j] += root;
                }
            }
        });
        double[] sums = new double[count];
        for (int i = 0; i < parts.length; i++) {
            sums[i % count] += parts[i];
        }
        return sums;
    }

    private void run(Progress progress, Taker taker) {
        int band = Math.clamp(WORK / Math.max(1, (long) SIDE * count * length), 1, tiles);
        for (int from = 0; from < tiles; from += band) {
            progress.report((double) from / tiles, "Comparing rows");
            progress.check();
            int first = from;
            int bandHeight = Math.min(band, tiles - from);
            IntStream.range(0, bandHeight * tiles).parallel().forEach(i -> {
                int a = first + i / tiles;
                int b = i % tiles;
                if (b >= a) {
                    taker.take(a * SIDE, b * SIDE, tile.sums(a * SIDE, b * SIDE));
                }
            });
        }
    }
}
