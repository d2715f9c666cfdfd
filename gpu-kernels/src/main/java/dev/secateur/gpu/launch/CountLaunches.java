package dev.secateur.gpu.launch;

import java.util.Arrays;

import dev.secateur.engine.kernel.Clusters;

/// Launches that count: histograms and clusters. Values that the device does not take at once come in segments.
final class CountLaunches {

    private static final int MOST_ITEMS = 4096;
    /// Bins in which the values are counted to find centres at equal shares of them.
    private static final int SHARE_BINS = 8192;

    private final Plans plans;
    private final int largest;
    private int runs;

    CountLaunches(Plans plans, int largest) {
        this.plans = plans;
        this.largest = largest;
    }

    /// Work-items for so many values with so many numbers each: every one has some values, and all their numbers fit.
    private int items(int values, int numbers) {
        return Math.clamp(Math.min(largest / numbers, values / 64), 1, MOST_ITEMS);
    }

    long[] count(float[] values, float low, float width, int bins) {
        if (bins >= largest) {
            throw DeviceFailure.ofLimit("there are too many bins");
        }
        long[] counts = new long[bins];
        for (int from = 0; from < values.length; from += largest) {
            int n = Math.min(largest, values.length - from);
            int items = items(n, bins);
            Plans.Ready plan = plans.of(DeviceKernel.COUNT, n, 2, 4, items, items * bins, bins + 1);
            System.arraycopy(values, from, plan.floats(0), 0, n);
            plan.floats(1)[0] = low;
            plan.floats(1)[1] = width;
            set(plan.ints(2), items, n, bins, ++runs);
            plan.run();
            int[] found = plan.ints(5);
            if (found[bins] != runs) {
                throw new DeviceFailure("a part of its work was not done", new IllegalStateException("count"));
            }
            for (int bin = 0; bin < bins; bin++) {
                counts[bin] += found[bin];
            }
        }
        return counts;
    }

    private static void set(int[] sizes, int... values) {
        System.arraycopy(values, 0, sizes, 0, values.length);
    }

    /// @param values finite, of which more than `most` differ
    Clusters clusters(float[] values, int most, int iterations) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float x : values) {
            low = Math.min(low, x);
            high = Math.max(high, x);
        }
        Lloyd lloyd = new Lloyd(values);
        Clusters even = lloyd.settled(even(low, high, most), iterations);
        Clusters shares = lloyd.settled(shares(values, low, high, most), iterations);
        return even.error() <= shares.error() ? even : shares;
    }

    private static double[] even(double low, double high, int most) {
        double[] centres = new double[most];
        Arrays.setAll(centres, i -> low + (high - low) * (i + 0.5) / most);
        return centres;
    }

    private double[] shares(float[] values, float low, float high, int most) {
        float width = Math.max(Float.MIN_NORMAL, (high - low) / SHARE_BINS);
        long[] counts = count(values, low, width, SHARE_BINS);
        double[] centres = new double[most];
        int bin = 0;
        long below = counts[0];
        for (int i = 0; i < most; i++) {
            while (below <= (i + 0.5) / most * values.length && bin < SHARE_BINS - 1) {
                below += counts[++bin];
            }
            centres[i] = low + (bin + 0.5) * width;
        }
        return centres;
    }

    /// Lloyd's algorithm on values that stay on the device.
    private final class Lloyd {
        private final float[] values;
        private final Object content = new Object();

        Lloyd(float[] values) {
            this.values = values;
        }

        Clusters settled(double[] start, int iterations) {
            double[] centres = start;
            for (int i = 0; i < iterations; i++) {
                double[] moved = means(sums(centres));
                if (Arrays.equals(moved, centres)) {
                    break;
                }
                centres = moved;
            }
            return clusters(centres);
        }

        /// Of each cluster: number of values, their sum, the sum of their squares.
        private double[] sums(double[] centres) {
            int clusters = centres.length;
            if (3 * clusters > largest) {
                throw DeviceFailure.ofLimit("there are too many clusters");
            }
            double[] sums = new double[3 * clusters];
            for (int from = 0; from < values.length; from += largest) {
                int n = Math.min(largest, values.length - from);
                int items = items(n, 3 * clusters);
                int begin = from;
                Plans.Ready plan = plans.of(DeviceKernel.ASSIGN, n, clusters, 3, items, items * clusters * 3);
                plan.keep(values.length <= largest ? content : null,
                        () -> System.arraycopy(values, begin, plan.floats(0), 0, n));
                for (int i = 0; i + 1 < clusters; i++) {
                    plan.doubles(1)[i] = (centres[i] + centres[i + 1]) / 2;
                }
                set(plan.ints(2), items, n, clusters);
                plan.run();
                double[] found = plan.doubles(4);
                for (int i = 0; i < items * clusters * 3; i++) {
                    sums[i % (clusters * 3)] += found[i];
                }
            }
            return sums;
        }

        private static double[] means(double[] sums) {
            double[] means = new double[sums.length / 3];
            int count = 0;
            for (int i = 0; i < means.length; i++) {
                if (sums[3 * i] > 0) {
                    means[count++] = sums[3 * i + 1] / sums[3 * i];
                }
            }
            return Arrays.copyOf(means, count);
        }

        private Clusters clusters(double[] centres) {
            double[] sums = sums(centres);
            float[] found = new float[centres.length];
            int[] counts = new int[centres.length];
            int filled = 0;
            double error = 0;
            for (int i = 0; i < centres.length; i++) {
                double n = sums[3 * i];
                if (n > 0) {
                    double c = centres[i];
                    error += sums[3 * i + 2] - 2 * c * sums[3 * i + 1] + c * c * n;
                    found[filled] = (float) c;
                    counts[filled++] = (int) n;
                }
            }
            return new Clusters(Arrays.copyOf(found, filled), Arrays.copyOf(counts, filled), Math.max(0, error));
        }
    }
}
