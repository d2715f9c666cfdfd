package dev.secateur.engine.kernel;

import java.util.Arrays;

/// Rounds values block by block and sums what is lost. Not thread-safe; each task has its own.
final class RoundingBlock {

    private static final int BLOCK = 1024;
    /// Values that are rounded in one go, each with sums of its own.
    private static final int LANES = 128;
    /// Added and taken off again, it leaves a float32 of less than 22 bits rounded half to even, without a call.
    private static final float ROUNDER = 12582912f;

    private final float[] values;
    private final Grid grids;
    /// Values, and behind them three sums for each lane. They share one array because the compiler makes vector instructions only of
    /// loops whose array accesses it can tell apart, which it can by constant distances.
    private final float[] work = new float[4 * LANES];
    private double error;
    private double product;
    private double rounded;

    /// The arrays of grids, read without a copy each time.
    record Grid(int rows, float[] steps, float[] lows, float[] highs) {
        Grid(Grids grids) {
            this(grids.rows(), grids.steps(), grids.lows(), grids.highs());
        }
    }

    RoundingBlock(float[] values, Grid grids) {
        this.values = values;
        this.grids = grids;
    }

    /// Rounds values `from` to `to - 1` of a row to a variant's grid and keeps their sums.
    void add(int row, int variant, int from, int to) {
        error = 0;
        product = 0;
        rounded = 0;
        int at = variant * grids.rows() + row;
        float step = grids.steps()[at];
        // With step 0 every code is 0, whatever it is divided by.
        float divisor = step == 0 ? 1 : step;
        float low = step == 0 ? 0 : grids.lows()[at];
        float high = step == 0 ? 0 : grids.highs()[at];
        for (int start = from; start < to; start += BLOCK) {
            int count = Math.min(BLOCK, to - start);
            round(start, count, new Step(divisor, step, low, high));
            error += folded(LANES);
            product += folded(2 * LANES);
            rounded += folded(3 * LANES);
        }
    }

    private record Step(float divisor, float step, float low, float high) {}

    private void round(int start, int count, Step grid) {
        Arrays.fill(work, LANES, 4 * LANES, 0);
        for (int done = 0; done < count; done += LANES) {
            int part = Math.min(LANES, count - done);
            System.arraycopy(values, start + done, work, 0, part);
            Arrays.fill(work, part, LANES, 0);
            roundLanes(work, grid.divisor(), grid.step(), grid.low(), grid.high());
        }
    }

    private static void roundLanes(float[] w, float divisor, float step, float low, float high) {
        for (int i = 0; i < LANES; i++) {
            float x = w[i];
            float q = (Math.min(Math.max(x / divisor, low), high) + ROUNDER - ROUNDER) * step;
            w[i + LANES] += (q - x) * (q - x);
            w[i + 2 * LANES] += q * x;
            w[i + 3 * LANES] += q * q;
        }
    }

    /// The sum of all lanes, in two that do not wait for each other.
    private double folded(int from) {
        double even = 0;
        double odd = 0;
        for (int i = from; i < from + LANES; i += 2) {
            even += work[i];
            odd += work[i + 1];
        }
        return even + odd;
    }

    /// Sum of squares of values `from` to `to - 1`.
    double squares(int from, int to) {
        double even = 0;
        double odd = 0;
        int i = from;
        for (; i + 1 < to; i += 2) {
            even += (double) values[i] * values[i];
            odd += (double) values[i + 1] * values[i + 1];
        }
        return i < to ? even + odd + (double) values[i] * values[i] : even + odd;
    }

    /// Sum of (q - x)².
    double error() {
        return error;
    }

    /// Sum of q x.
    double product() {
        return product;
    }

    /// Sum of q².
    double rounded() {
        return rounded;
    }
}
