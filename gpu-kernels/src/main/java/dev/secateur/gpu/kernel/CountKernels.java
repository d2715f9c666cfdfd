package dev.secateur.gpu.kernel;

/// Histograms and one-dimensional clusters.
public final class CountKernels {

    private CountKernels() {}

    /// Counts values in bins. Each work-item looks at every n-th value and has bins of its own, so that no two ever add to one place.
    ///
    /// @param values the first `sizes[1]` of them count
    /// @param frame where the first bin begins, and the width of a bin
    /// @param sizes items, values, bins, number of the run
    /// @param turns as long as there may be items; takes the number of the run
    /// @param parts `[items, bins]`, overwritten
    @SuppressWarnings("IdentityBinaryExpression")
    public static void count(float[] values, float[] frame, int[] sizes, int[] turns, int[] parts) {
        for (@Parallel
        int item = 0; item < turns.length; item++) {
            if (item < sizes[0]) {
                int bins = sizes[2];
                turns[item] = sizes[3];
                for (int bin = 0; bin < bins; bin++) {
                    parts[item * bins + bin] = 0;
                }
                for (int i = item; i < sizes[1]; i += sizes[0]) {
                    float x = values[i];
                    float position = (x - frame[0]) / frame[1];
                    int bin = position >= bins ? bins - 1 : position >= 0 ? (int) position : 0;
                    // False for what is no number. The device's code has >= as not <, which is true for it.
                    if (x == x) {
                        parts[item * bins + bin] = parts[item * bins + bin] + 1;
                    }
                }
            }
        }
    }

    /// Adds what all items counted. One work-item for each bin, which it alone writes.
    ///
    /// @param parts `[items, bins]`
    /// @param turns what the counting wrote there
    /// @param sizes items, values, bins
    /// @param counts `[bins]`, and behind them the number of the run in which was counted
    public static void fold(int[] parts, int[] turns, int[] sizes, int[] counts) {
        for (@Parallel
        int bin = 0; bin < counts.length; bin++) {
            if (bin < sizes[2]) {
                int sum = 0;
                for (int item = 0; item < sizes[0]; item++) {
                    sum += parts[item * sizes[2] + bin];
                }
                counts[bin] = sum;
            }
            if (bin == sizes[2]) {
                counts[bin] = turns[0];
            }
        }
    }

    /// Sums of what belongs to each cluster. Each work-item looks at every n-th value and has sums of its own.
    ///
    /// @param values the first `sizes[1]` of them count
    /// @param bounds the least numbers that are above each cluster's last one, rising, one fewer than clusters
    /// @param sizes items, values, clusters
    /// @param turns as long as there may be items; its content means nothing
    /// @param sums `[items, clusters, 3]`: number of values, their sum, the sum of their squares; overwritten
    public static void assign(float[] values, double[] bounds, int[] sizes, int[] turns, double[] sums) {
        for (@Parallel
        int item = 0; item < turns.length; item++) {
            if (item < sizes[0]) {
                int clusters = sizes[2];
                int base = item * clusters * 3;
                for (int i = 0; i < clusters * 3; i++) {
                    sums[base + i] = 0;
                }
                for (int i = item; i < sizes[1]; i += sizes[0]) {
                    double x = values[i];
                    int low = 0;
                    int high = clusters - 1;
                    while (low < high) {
                        int middle = (low + high) / 2;
                        if (x > bounds[middle]) {
                            low = middle + 1;
                        } else {
                            high = middle;
                        }
                    }
                    int at = base + low * 3;
                    sums[at] = sums[at] + 1;
                    sums[at + 1] = sums[at + 1] + x;
                    sums[at + 2] = sums[at + 2] + x * x;
                }
            }
        }
    }
}
