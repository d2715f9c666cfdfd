package dev.secateur.gpu.kernel;

/// Rows of numbers, each for itself.
public final class RowKernels {

    private RowKernels() {}

    /// Sizes of rows. One work-item for each row, part of a row and lane; item n writes to `sums[2 n]` and `sums[2 n + 1]` alone.
    ///
    /// @param values `[rows, length]`
    /// @param sizes items, rows, length, parts of a row, values in a part, lanes
    /// @param sums of absolute values and of squares for each item
    public static void norms(float[] values, int[] sizes, double[] sums) {
        for (@Parallel
        int item = 0; item < sums.length / 2; item++) {
            if (item < sizes[0]) {
                int length = sizes[2];
                int lanes = sizes[5];
                int part = item / lanes % sizes[3];
                int row = item / lanes / sizes[3];
                int from = part * sizes[4];
                int end = from + sizes[4] < length ? from + sizes[4] : length;
                double size = 0;
                double square = 0;
                for (int i = from + item % lanes; i < end; i += lanes) {
                    double x = values[row * length + i];
                    size += x < 0 ? -x : x;
                    square += x * x;
                }
                sums[2 * item] = size;
                sums[2 * item + 1] = square;
            }
        }
    }

    /// Second-order knockoffs `x - A x + L z`. One work-item for each number of the result, which it alone writes.
    ///
    /// @param law A and then L, `[2, k, k]`, both turned, so that neighbours read neighbours
    /// @param both numbers x and then drawn ones z, `[2, n, k]`
    /// @param sizes items, n, k
    /// @param knockoffs `[n, k]`
    public static void knockoffs(float[] law, float[] both, int[] sizes, float[] knockoffs) {
        for (@Parallel
        int item = 0; item < knockoffs.length; item++) {
            if (item < sizes[0]) {
                int k = sizes[2];
                int row = item / k;
                int j = item % k;
                int drawn = sizes[1] * k;
                double sum = 0;
                for (int i = 0; i < k; i++) {
                    double x = both[row * k + i];
                    double z = both[drawn + row * k + i];
                    sum += z * law[k * k + i * k + j] - x * law[i * k + j];
                }
                knockoffs[item] = (float) (both[item] + sum);
            }
        }
    }

    /// Means of candidates under a softmax. One work-item for each row; it alone writes its mean.
    ///
    /// @param logits `[n, candidates]`
    /// @param candidates the values, and behind them the temperature
    /// @param sizes items, candidates
    /// @param means `[n]`
    public static void softmaxMeans(float[] logits, float[] candidates, int[] sizes, float[] means) {
        for (@Parallel
        int row = 0; row < means.length; row++) {
            if (row < sizes[0]) {
                int length = sizes[1];
                double temperature = candidates[length];
                double largest = logits[row * length];
                for (int j = 1; j < length; j++) {
                    double x = logits[row * length + j];
                    largest = x > largest ? x : largest;
                }
                double weights = 0;
                double sum = 0;
                for (int j = 0; j < length; j++) {
                    double weight = Math.exp((logits[row * length + j] - largest) / temperature);
                    weights += weight;
                    sum += weight * candidates[j];
                }
                means[row] = (float) (sum / weights);
            }
        }
    }

    /// Where the largest number of each row stands. One work-item for each row; it alone writes its place.
    ///
    /// @param values `[n, length]`
    /// @param sizes items, length
    /// @param places `[n]`: -1 where none is a number
    @SuppressWarnings("IdentityBinaryExpression")
    public static void largest(float[] values, int[] sizes, int[] places) {
        for (@Parallel
        int row = 0; row < places.length; row++) {
            if (row < sizes[0]) {
                int length = sizes[1];
                int best = -1;
                float most = 0;
                for (int j = 0; j < length; j++) {
                    float x = values[row * length + j];
                    // False for what is no number. The device's code has >= as not <, which is true for it.
                    if (x == x && (best < 0 || x > most)) {
                        best = j;
                        most = x;
                    }
                }
                places[row] = best;
            }
        }
    }
}
