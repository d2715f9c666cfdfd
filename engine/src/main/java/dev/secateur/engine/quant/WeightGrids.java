package dev.secateur.engine.quant;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Grids;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.RoundingErrors;
import dev.secateur.engine.kernel.RoundingSweep;

/// Finds steps for weights: symmetric, codes from `-(2^(bits-1) - 1)` to its opposite, for each output channel or the whole tensor.
///
/// @param clipping where sizes are cut off
/// @param percentile for {@link Clipping#PERCENTILE}: percent of the weights that stay inside
/// @param perChannel true for a step a channel, false for one for all
public record WeightGrids(Clipping clipping, double percentile, boolean perChannel) {

    private static final double[] COARSE = {1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2};
    private static final double[] FINE = {-0.05, -0.025, 0.025, 0.05};
    private static final int BINS = 4096;

    /// The largest size that each row keeps at each width.
    ///
    /// @param rows number of rows of `values`
    /// @return `[bits, rows]`
    public float[][] limits(float[] values, int rows, int[] bits, Kernels kernels, Progress progress) {
        float[] largest = largest(values, rows);
        float[][] limits = new float[bits.length][];
        Arrays.setAll(limits, i -> largest.clone());
        switch (clipping) {
            case MINMAX -> {
                // The largest sizes are the limits.
            }
            case PERCENTILE -> {
                float[] cut = percentiles(values, rows);
                Arrays.setAll(limits, i -> cut.clone());
            }
            case ENTROPY -> {
                long[] sizes = relativeSizes(values, largest, kernels);
                for (int i = 0; i < bits.length; i++) {
                    float part = (float) Divergence.limit(sizes, 1 << bits[i] - 1) / BINS;
                    scale(limits[i], part);
                }
            }
            case MSE -> {
                try (RoundingSweep sweep = kernels.sweep(values)) {
                    search(new Search(sweep, rows, bits, progress), limits);
                }
            }
        }
        return limits;
    }

    private static void scale(float[] limits, float part) {
        for (int i = 0; i < limits.length; i++) {
            limits[i] *= part;
        }
    }

    private static float[] largest(float[] values, int rows) {
        int length = values.length / rows;
        float[] largest = new float[rows];
        IntStream.range(0, rows).parallel().forEach(row -> {
            float most = 0;
            for (int i = row * length; i < (row + 1) * length; i++) {
                most = Math.max(most, Math.abs(values[i]));
            }
            largest[row] = most;
        });
        return largest;
    }

    private float[] percentiles(float[] values, int rows) {
        int length = values.length / rows;
        float[] cut = new float[rows];
        IntStream.range(0, rows).parallel().forEach(row -> {
            float[] sizes = Arrays.copyOfRange(values, row * length, (row + 1) * length);
            for (int i = 0; i < sizes.length; i++) {
                sizes[i] = Math.abs(sizes[i]);
            }
            Arrays.sort(sizes);
            int rank = (int) Math.ceil(percentile / 100 * length) - 1;
            cut[row] = sizes[Math.clamp(rank, 0, length - 1)];
        });
        return cut;
    }

    /// Sizes of all weights over the largest of their row: one distribution for all channels, as one channel has too few.
    private static long[] relativeSizes(float[] values, float[] largest, Kernels kernels) {
        int length = values.length / largest.length;
        float[] relative = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            float most = largest[i / length];
            relative[i] = most == 0 ? 0 : Math.abs(values[i]) / most;
        }
        long[] counts = new long[BINS];
        kernels.count(relative, 0, 1f / BINS, counts);
        return counts;
    }

    private record Search(RoundingSweep sweep, int rows, int[] bits, Progress progress) {

        /// Errors `[bits, rows]` at limits `[bits, rows]`.
        RoundingErrors errors(float[][] limits) {
            progress.check();
            return sweep.errors(grids(limits, bits));
        }
    }

    /// The limits with the least squared error: nine parts of the largest size, then four around the best.
    private static void search(Search search, float[][] limits) {
        float[][] largest = Arrays.stream(limits).map(float[]::clone).toArray(float[][]::new);
        double[][] least = new double[limits.length][search.rows()];
        float[][] parts = new float[limits.length][search.rows()];
        for (double[] of : least) {
            Arrays.fill(of, Double.POSITIVE_INFINITY);
        }
        for (double part : COARSE) {
            float[][] tried = new float[limits.length][search.rows()];
            for (float[] row : tried) {
                Arrays.fill(row, (float) part);
            }
            take(search, new Best(largest, parts, least), tried);
        }
        float[][] around = Arrays.stream(parts).map(float[]::clone).toArray(float[][]::new);
        for (double offset : FINE) {
            float[][] tried = Arrays.stream(around).map(float[]::clone).toArray(float[][]::new);
            for (float[] row : tried) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = Math.min(1, row[i] + (float) offset);
                }
            }
            take(search, new Best(largest, parts, least), tried);
        }
        for (int b = 0; b < limits.length; b++) {
            for (int row = 0; row < search.rows(); row++) {
                limits[b][row] = largest[b][row] * parts[b][row];
            }
        }
    }

    private record Best(float[][] largest, float[][] parts, double[][] errors) {}

    private static void take(Search search, Best best, float[][] tried) {
        float[][] limits = new float[tried.length][search.rows()];
        for (int b = 0; b < tried.length; b++) {
            for (int row = 0; row < search.rows(); row++) {
                limits[b][row] = best.largest()[b][row] * tried[b][row];
            }
        }
        RoundingErrors found = search.errors(limits);
        for (int b = 0; b < tried.length; b++) {
            for (int row = 0; row < search.rows(); row++) {
                double error = found.error(b, row);
                if (error < best.errors()[b][row]) {
                    best.errors()[b][row] = error;
                    best.parts()[b][row] = tried[b][row];
                }
            }
        }
    }

    /// Grids that cover these sizes.
    ///
    /// @param limits `[bits, rows]`
    static Grids grids(float[][] limits, int[] bits) {
        int rows = limits[0].length;
        float[] steps = new float[bits.length * rows];
        float[] highs = new float[steps.length];
        float[] lows = new float[steps.length];
        for (int b = 0; b < bits.length; b++) {
            int high = Grid.highest(bits[b]);
            for (int row = 0; row < rows; row++) {
                steps[b * rows + row] = step(limits[b][row], high);
                highs[b * rows + row] = high;
                lows[b * rows + row] = -high;
            }
        }
        return new Grids(rows, steps, lows, highs);
    }

    /// Never 0: a channel without weights gets codes 0 at any step, and ONNX Runtime divides by it.
    static float step(float limit, int high) {
        float step = limit / high;
        return step >= Float.MIN_NORMAL ? step : limit == 0 ? 1 : Float.MIN_NORMAL;
    }
}
