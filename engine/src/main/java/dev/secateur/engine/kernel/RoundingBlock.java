package dev.secateur.engine.kernel;

/// Rounds values block by block and sums what is lost. Not thread-safe; each task has its own.
final class RoundingBlock {

    private static final int BLOCK = 1024;
    /// Added and taken off again, it leaves a float32 of less than 22 bits rounded half to even, without a call.
    private static final float ROUNDER = 12582912f;

    private final float[] values;
    private final Grid grids;
    private final float[] became = new float[BLOCK];
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
        for (int start = from; start < to; start += BLOCK) {
            int count = Math.min(BLOCK, to - start);
            if (step == 0) {
                vanish(start, count);
            } else {
                round(start, count, step, grids.lows()[at], grids.highs()[at]);
            }
            sum(start, count);
        }
    }

    private void vanish(int start, int count) {
        for (int i = 0; i < count; i++) {
            became[i] = 0 * values[start + i];
        }
    }

    private void round(int start, int count, float step, float low, float high) {
        float[] x = values;
        float[] q = became;
        for (int i = 0; i < count; i++) {
            float code = Math.min(Math.max(x[start + i] / step, low), high);
            q[i] = (code + ROUNDER - ROUNDER) * step;
        }
    }

    private void sum(int start, int count) {
        double e0 = 0;
        double e1 = 0;
        double p0 = 0;
        double p1 = 0;
        double r0 = 0;
        double r1 = 0;
        int i = 0;
        for (; i + 1 < count; i += 2) {
            double x0 = values[start + i];
            double x1 = values[start + i + 1];
            double q0 = became[i];
            double q1 = became[i + 1];
            e0 += (q0 - x0) * (q0 - x0);
            e1 += (q1 - x1) * (q1 - x1);
            p0 += q0 * x0;
            p1 += q1 * x1;
            r0 += q0 * q0;
            r1 += q1 * q1;
        }
        if (i < count) {
            double x = values[start + i];
            double q = became[i];
            e0 += (q - x) * (q - x);
            p0 += q * x;
            r0 += q * q;
        }
        error += e0 + e1;
        product += p0 + p1;
        rounded += r0 + r1;
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
