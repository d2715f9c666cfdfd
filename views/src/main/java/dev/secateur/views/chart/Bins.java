package dev.secateur.views.chart;

/// Counts of values in equally wide intervals.
///
/// @param low    lower end of the first interval
/// @param high   upper end of the last interval, above `low`; values equal to it count in the last
/// @param counts one for each interval, at least one
public record Bins(double low, double high, long[] counts) {
    public Bins {
        if (!(low < high) || counts.length == 0) {
            throw new IllegalArgumentException("no bins between " + low + " and " + high);
        }
        counts = counts.clone();
    }

    /// Bins over the range of the finite values; when all are equal, around that value.
    ///
    /// @param values any number of values, none at all gives empty bins over 0..1
    /// @param count  number of intervals, at least 1
    public static Bins of(float[] values, int count) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            return new Bins(0, 1, new long[count]);
        }
        double half = low == high ? Math.max(Math.abs(low), 1e-6) / 2 : 0;
        Bins bins = new Bins(low - half, high + half, new long[count]);
        for (float value : values) {
            if (Float.isFinite(value)) {
                bins.counts[bins.index(value)]++;
            }
        }
        return bins;
    }

    @Override
    public long[] counts() {
        return counts.clone();
    }

    public int size() {
        return counts.length;
    }

    public long count(int index) {
        return counts[index];
    }

    /// Width of an interval.
    public double width() {
        return (high - low) / counts.length;
    }

    private int index(double value) {
        return Math.clamp((long) ((value - low) / width()), 0, counts.length - 1);
    }
}
