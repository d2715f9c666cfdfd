package dev.secateur.engine.kernel;

import java.util.stream.IntStream;

import dev.secateur.engine.job.Progress;

/// Compares every row of a matrix with every other one, tile by tile.
///
/// A tile is a square of row pairs. The second rows of it are turned so that the innermost loop runs over rows: its sums are
/// independent of each other, and the compiler makes vector instructions of it, which it may not of one sum over a row.
final class RowPairs {

    /// Rows in a tile: the sums of a tile take 32 KB.
    private static final int SIDE = 64;
    /// Values of a row that are looked at before the next row: turned, they take 64 KB.
    private static final int DEPTH = 256;
    /// Bands of tiles between two looks at the progress hold about as many pairs of values.
    private static final long WORK = 1L << 30;

    private final float[] rows;
    private final int count;
    private final int length;
    private final int tiles;
    private final boolean differences;

    /// @param differences true to sum the squares of differences, false to sum products
    RowPairs(float[] rows, int count, boolean differences) {
        if (count < 1 || rows.length % count != 0) {
            throw new IllegalArgumentException(rows.length + " values are not " + count + " rows");
        }
        this.rows = rows;
        this.count = count;
        this.length = rows.length / count;
        this.tiles = Math.ceilDiv(count, SIDE);
        this.differences = differences;
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
                    taker.take(a * SIDE, b * SIDE, tile(a * SIDE, b * SIDE));
                }
            });
        }
    }

    private double[] tile(int a, int b) {
        double[] sums = new double[SIDE * SIDE];
        float[] turned = new float[SIDE * DEPTH];
        for (int from = 0; from < length; from += DEPTH) {
            int depth = Math.min(DEPTH, length - from);
            turn(b, from, depth, turned);
            for (int i = 0; i < SIDE && a + i < count; i++) {
                int row = (a + i) * length + from;
                if (differences) {
                    addDifferences(row, depth, turned, sums, i * SIDE);
                } else {
                    addProducts(row, depth, turned, sums, i * SIDE);
                }
            }
        }
        return sums;
    }

    private void turn(int b, int from, int depth, float[] turned) {
        for (int j = 0; j < SIDE && b + j < count; j++) {
            int row = (b + j) * length + from;
            for (int k = 0; k < depth; k++) {
                turned[k * SIDE + j] = rows[row + k];
            }
        }
    }

    /// Differences are squared as they are: the expansion into three products loses what near rows differ by.
    private void addDifferences(int row, int depth, float[] turned, double[] sums, int to) {
        for (int k = 0; k < depth; k++) {
            float x = rows[row + k];
            int at = k * SIDE;
            for (int j = 0; j < SIDE; j++) {
                double difference = x - turned[at + j];
                sums[to + j] += difference * difference;
            }
        }
    }

    private void addProducts(int row, int depth, float[] turned, double[] sums, int to) {
        for (int k = 0; k < depth; k++) {
            double x = rows[row + k];
            int at = k * SIDE;
            for (int j = 0; j < SIDE; j++) {
                sums[to + j] += x * turned[at + j];
            }
        }
    }
}
