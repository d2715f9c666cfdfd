package dev.secateur.engine.kernel;

import java.util.Arrays;

/// Rounds values block by block and sums what is lost. Not thread-safe; each task has its own.
abstract class RoundingBlock {

    /// Values that are rounded in one go, each with sums of its own.
    static final int LANES = 128;
    /// Added and taken off again, it leaves a float32 of less than 22 bits rounded half to even, without a call.
    static final float ROUNDER = 12582912f;

    /// Most values between two sums in float64; a multiple of the lanes.
    static final int BLOCK = 1024;
    /// Sums that are left of the lanes' sums.
    static final int FOLDED = 16;

    /// Sums in float64 that do not wait for each other.
    private static final int CHAINS = 8;

    private final float[] values;
    private final Grid grid;
    private final double[] chains = new double[CHAINS];
    private double error;
    private double product;
    private double rounded;

    /// The arrays of grids, read without a copy each time.
    record Grid(int rows, float[] steps, float[] lows, float[] highs) {
        Grid(Grids grids) {
            this(grids.rows(), grids.steps(), grids.lows(), grids.highs());
        }
    }

    /// One grid.
    ///
    /// @param divisor what values are divided by, never 0
    record Step(float divisor, float step, float low, float high) {}

    RoundingBlock(float[] values, Grid grid) {
        this.values = values;
        this.grid = grid;
    }

    /// Rounds values `start` to `start + count - 1`, value i in lane i modulo {@link #LANES}: in float32 each lane's values are added in
    /// their order, then lanes to lane modulo {@link #FOLDED}, likewise.
    ///
    /// @return an array that begins with the {@link #FOLDED} sums of (q - x)², of q x and of q²
    abstract float[] round(float[] values, int start, int count, Step grid);

    /// Rounds values `from` to `to - 1` of a row to a variant's grid and keeps their sums.
    final void add(int row, int variant, int from, int to) {
        error = 0;
        product = 0;
        rounded = 0;
        int at = variant * grid.rows() + row;
        float step = grid.steps()[at];
        // With step 0 every code is 0, whatever it is divided by.
        Step one = step == 0 ? new Step(1, 0, 0, 0) : new Step(step, step, grid.lows()[at], grid.highs()[at]);
        for (int start = from; start < to; start += BLOCK) {
            float[] sums = round(values, start, Math.min(BLOCK, to - start), one);
            error += folded(sums, 0);
            product += folded(sums, FOLDED);
            rounded += folded(sums, 2 * FOLDED);
        }
    }

    /// The sum of some lanes, in two that do not wait for each other.
    private static double folded(float[] sums, int from) {
        double even = 0;
        double odd = 0;
        for (int i = from; i < from + FOLDED; i += 2) {
            even += sums[i];
            odd += sums[i + 1];
        }
        return even + odd;
    }

    /// Sum of squares of values `from` to `to - 1`.
    final double squares(int from, int to) {
        Arrays.fill(chains, 0);
        int whole = to - (to - from) % CHAINS;
        for (int i = from; i < whole; i += CHAINS) {
            for (int j = 0; j < CHAINS; j++) {
                double x = values[i + j];
                chains[j] += x * x;
            }
        }
        for (int i = whole; i < to; i++) {
            double x = values[i];
            chains[i - whole] += x * x;
        }
        return total(chains);
    }

    private static double total(double[] chains) {
        for (int half = CHAINS / 2; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                chains[j] += chains[j + half];
            }
        }
        return chains[0];
    }

    /// Sum of (q - x)².
    final double error() {
        return error;
    }

    /// Sum of q x.
    final double product() {
        return product;
    }

    /// Sum of q².
    final double rounded() {
        return rounded;
    }
}
