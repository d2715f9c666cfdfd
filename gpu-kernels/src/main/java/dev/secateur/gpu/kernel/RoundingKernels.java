package dev.secateur.gpu.kernel;

/// Rounding to grids.
public final class RoundingKernels {

    /// Added and taken off again, it leaves a float32 of less than 22 bits rounded half to even.
    private static final float ROUNDER = 12582912f;

    private RoundingKernels() {}

    /// What rounding loses. One work-item for each variant, row, part of a row and lane; lanes look at neighbours in turn. No race: item n
    /// writes to `sums[4 n]` to `sums[4 n + 3]` alone.
    ///
    /// @param values `[rows, length]`
    /// @param grids three numbers for each variant and row: step, lowest code, highest code
    /// @param sizes items, rows, length, parts of a row, values in a part, lanes
    /// @param sums of (q - x)², q x, q² and x² for each item
    public static void errors(float[] values, float[] grids, int[] sizes, double[] sums) {
        for (@Parallel
        int item = 0; item < sums.length / 4; item++) {
            if (item < sizes[0]) {
                int rows = sizes[1];
                int length = sizes[2];
                int lanes = sizes[5];
                int part = item / lanes % sizes[3];
                int row = item / lanes / sizes[3] % rows;
                int at = 3 * (item / lanes / sizes[3]);
                int from = part * sizes[4];
                int end = from + sizes[4] < length ? from + sizes[4] : length;
                float step = grids[at];
                float low = step == 0 ? 0 : grids[at + 1];
                float high = step == 0 ? 0 : grids[at + 2];
                float divisor = step == 0 ? 1 : step;
                double error = 0;
                double product = 0;
                double rounded = 0;
                double original = 0;
                for (int i = from + item % lanes; i < end; i += lanes) {
                    float x = values[row * length + i];
                    float code = x / divisor;
                    // Written so that what is no number stays none, which it does not in OpenCL's fmin and fmax.
                    code = code < low ? low : code > high ? high : code;
                    float q = (code + ROUNDER - ROUNDER) * step;
                    float lost = q - x;
                    error += lost * lost;
                    product += q * x;
                    rounded += q * q;
                    double wide = x;
                    original += wide * wide;
                }
                sums[4 * item] = error;
                sums[4 * item + 1] = product;
                sums[4 * item + 2] = rounded;
                sums[4 * item + 3] = original;
            }
        }
    }
}
