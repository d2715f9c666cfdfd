package dev.secateur.engine.quant;

import dev.secateur.engine.kernel.Kernels;

/// How numbers are distributed that arrive in parts: bounded memory, whatever their number, and the same result in whatever
/// order and parts they arrive.
///
/// 8,192 bins of equal width from -R to R, R being the smallest power of two that no size exceeds. When R doubles, bins are
/// joined two by two, which moves no number into another bin than it would have been counted in.
public final class Histogram {

    /// Number of bins.
    public static final int BINS = 8192;
    private static final int HALF = BINS / 2;
    /// Sizes below this are as good as zero.
    private static final float SMALLEST = 0x1p-30f;

    private final Kernels kernels;
    private long[] counts = new long[BINS];
    private float range = SMALLEST;
    private float min = Float.POSITIVE_INFINITY;
    private float max = Float.NEGATIVE_INFINITY;
    private long count;
    private double sum;
    private double squares;

    public Histogram(Kernels kernels) {
        this.kernels = kernels;
    }

    /// Takes numbers in.
    ///
    /// @return false if one is not finite; then none is taken
    public boolean add(float[] values) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        double total = 0;
        double power = 0;
        for (float x : values) {
            least = Math.min(least, x);
            most = Math.max(most, x);
            total += x;
            power += (double) x * x;
        }
        if (values.length == 0) {
            return true;
        }
        if (!Float.isFinite(least) || !Float.isFinite(most)) {
            return false;
        }
        min = Math.min(min, least);
        max = Math.max(max, most);
        sum += total;
        squares += power;
        count += values.length;
        while (Math.max(-least, most) > range) {
            widen();
        }
        kernels.count(values, -range, width(), counts);
        return true;
    }

    private void widen() {
        long[] joined = new long[BINS];
        for (int i = 0; i < BINS; i++) {
            joined[BINS / 4 + i / 2] += counts[i];
        }
        counts = joined;
        range *= 2;
    }

    /// Numbers taken in.
    public long count() {
        return count;
    }

    /// Least number, exactly; 0 if there is none.
    public float min() {
        return count == 0 ? 0 : min;
    }

    /// Greatest number, exactly; 0 if there is none.
    public float max() {
        return count == 0 ? 0 : max;
    }

    /// Arithmetic mean.
    public double mean() {
        return count == 0 ? 0 : sum / count;
    }

    /// Mean of the squares.
    public double meanSquare() {
        return count == 0 ? 0 : squares / count;
    }

    /// True if all numbers are equal, or there is none.
    public boolean isConstant() {
        return min() == max();
    }

    /// Width of a bin.
    public float width() {
        return range / HALF;
    }

    /// Numbers in a bin.
    public long inBin(int bin) {
        return counts[bin];
    }

    /// The middle of a bin, within the numbers seen.
    public double centre(int bin) {
        return Math.clamp((bin - HALF + 0.5) * width(), min(), max());
    }

    /// Counts of sizes |x| from 0 up, bins of the same width.
    long[] sizes() {
        long[] sizes = new long[HALF];
        for (int i = 0; i < HALF; i++) {
            sizes[i] = counts[HALF + i] + counts[HALF - 1 - i];
        }
        return sizes;
    }

    /// The number below which a part of all numbers lies, to the width of a bin.
    ///
    /// @param part 0 to 1
    public double quantile(double part) {
        double wanted = part * count;
        long below = 0;
        for (int i = 0; i < BINS; i++) {
            below += counts[i];
            if (below >= wanted && below > 0) {
                return Math.clamp((i - HALF + 1.0) * width(), min(), max());
            }
        }
        return max();
    }

    /// What rounding to a grid loses on average, `E (x - q(x))²`; numbers count as the middles of their bins.
    public double error(Grid grid) {
        return loss(grid).meanSquare();
    }

    /// What rounding to a grid loses; numbers count as the middles of their bins.
    public Loss loss(Grid grid) {
        double error = 0;
        double signal = 0;
        double product = 0;
        double size = 0;
        for (int i = 0; i < BINS; i++) {
            if (counts[i] > 0) {
                double x = centre(i);
                double q = grid.round((float) x);
                error += counts[i] * (q - x) * (q - x);
                signal += counts[i] * x * x;
                product += counts[i] * x * q;
                size += counts[i] * q * q;
            }
        }
        return Loss.of(error, signal, product, size, count);
    }
}
