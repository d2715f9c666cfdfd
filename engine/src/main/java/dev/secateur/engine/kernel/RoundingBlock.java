package dev.secateur.engine.kernel;

import java.util.Arrays;

/// Rounds values block by block and sums what is lost. Not thread-safe; each task has its own.
final class RoundingBlock {

    private static final int BLOCK = 1024;
    private static final int SHORT = BLOCK / 8;
    /// Added and taken off again, it leaves a float32 of less than 22 bits rounded half to even, without a call.
    private static final float ROUNDER = 12582912f;

    private final float[] values;
    private final Grid grids;
    /// Values of a block, and behind them three times as many numbers that are summed. They share one array because the compiler
    /// makes vector instructions only of loops whose array accesses it can tell apart, which it can by constant distances.
    private final float[] work = new float[4 * BLOCK];
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
            error += folded(BLOCK, count);
            product += folded(2 * BLOCK, count);
            rounded += folded(3 * BLOCK, count);
        }
    }

    private record Step(float divisor, float step, float low, float high) {}

    private void round(int start, int count, Step grid) {
        float[] w = work;
        System.arraycopy(values, start, w, 0, count);
        int end = count <= SHORT ? SHORT : BLOCK;
        Arrays.fill(w, count, end, 0);
        float divisor = grid.divisor();
        float step = grid.step();
        float low = grid.low();
        float high = grid.high();
        for (int i = 0; i < end; i++) {
            float x = w[i];
            float q = (Math.min(Math.max(x / divisor, low), high) + ROUNDER - ROUNDER) * step;
            w[i + BLOCK] = (q - x) * (q - x);
            w[i + 2 * BLOCK] = q * x;
            w[i + 3 * BLOCK] = q * q;
        }
    }

    /// The sum of a block of numbers, half added to half, so that no addition waits for the one before.
    private double folded(int from, int count) {
        float[] w = work;
        if (count > SHORT) {
            for (int i = from; i < from + BLOCK / 2; i++) {
                w[i] += w[i + BLOCK / 2];
            }
            for (int i = from; i < from + BLOCK / 4; i++) {
                w[i] += w[i + BLOCK / 4];
            }
            for (int i = from; i < from + SHORT; i++) {
                w[i] += w[i + SHORT];
            }
        }
        double even = 0;
        double odd = 0;
        for (int i = from; i < from + SHORT; i += 2) {
            even += w[i];
            odd += w[i + 1];
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
