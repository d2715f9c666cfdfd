package dev.secateur.engine.kernel;

import java.util.Arrays;

/// Numbers in order with running sums: k-means in one dimension, where a cluster is a range, so that an iteration takes a search
/// for each boundary and not a pass over the numbers.
///
/// Lloyd's algorithm from two starts, centres at equal distances (Han et al., "Deep Compression", ICLR 2016) and at equal shares of
/// the numbers; the better result counts. A cluster that runs empty is dropped.
final class SortedNumbers {

    private final float[] numbers;
    private final double[] sums;
    private final double[] squares;

    SortedNumbers(float[] values) {
        numbers = values.clone();
        Arrays.parallelSort(numbers);
        if (numbers.length > 0 && !(Float.isFinite(numbers[0]) && Float.isFinite(numbers[numbers.length - 1]))) {
            throw new IllegalArgumentException("a number that is not finite belongs to no cluster");
        }
        sums = new double[numbers.length + 1];
        squares = new double[numbers.length + 1];
        for (int i = 0; i < numbers.length; i++) {
            sums[i + 1] = sums[i] + numbers[i];
            squares[i + 1] = squares[i] + (double) numbers[i] * numbers[i];
        }
    }

    Clusters clusters(int most, int iterations) {
        if (numbers.length == 0) {
            return new Clusters(new float[0], new int[0], 0);
        }
        double[] distinct = distinct(most);
        if (distinct.length <= most) {
            return clusters(distinct);
        }
        Clusters even = clusters(settled(even(most), iterations));
        Clusters shares = clusters(settled(shares(most), iterations));
        return even.error() <= shares.error() ? even : shares;
    }

    /// The numbers that differ, or the first `most + 1` of them.
    private double[] distinct(int most) {
        double[] found = new double[most + 1];
        int count = 0;
        for (int i = 0; i < numbers.length && count <= most; i++) {
            if (i == 0 || numbers[i] != numbers[i - 1]) {
                found[count++] = numbers[i];
            }
        }
        return Arrays.copyOf(found, count);
    }

    private double[] even(int most) {
        double low = numbers[0];
        double high = numbers[numbers.length - 1];
        double[] centres = new double[most];
        for (int i = 0; i < most; i++) {
            centres[i] = low + (high - low) * (i + 0.5) / most;
        }
        return centres;
    }

    private double[] shares(int most) {
        double[] centres = new double[most];
        for (int i = 0; i < most; i++) {
            centres[i] = numbers[(int) ((i + 0.5) / most * numbers.length)];
        }
        return centres;
    }

    private double[] settled(double[] start, int iterations) {
        double[] centres = start;
        for (int i = 0; i < iterations; i++) {
            double[] moved = means(bounds(centres));
            if (Arrays.equals(moved, centres)) {
                return moved;
            }
            centres = moved;
        }
        return centres;
    }

    /// Where each cluster begins, and the end of the last one.
    private int[] bounds(double[] centres) {
        int[] bounds = new int[centres.length + 1];
        for (int i = 1; i < centres.length; i++) {
            bounds[i] = firstAbove((centres[i - 1] + centres[i]) / 2, bounds[i - 1]);
        }
        bounds[centres.length] = numbers.length;
        return bounds;
    }

    private int firstAbove(double limit, int from) {
        int low = from;
        int high = numbers.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers[middle] > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private double[] means(int[] bounds) {
        double[] means = new double[bounds.length - 1];
        int count = 0;
        for (int i = 0; i + 1 < bounds.length; i++) {
            if (bounds[i + 1] > bounds[i]) {
                means[count++] = (sums[bounds[i + 1]] - sums[bounds[i]]) / (bounds[i + 1] - bounds[i]);
            }
        }
        return Arrays.copyOf(means, count);
    }

    private Clusters clusters(double[] centres) {
        int[] bounds = bounds(centres);
        float[] found = new float[centres.length];
        int[] counts = new int[centres.length];
        int filled = 0;
        double error = 0;
        for (int i = 0; i < centres.length; i++) {
            int count = bounds[i + 1] - bounds[i];
            if (count > 0) {
                double c = centres[i];
                error += squares[bounds[i + 1]] - squares[bounds[i]]
                        - 2 * c * (sums[bounds[i + 1]] - sums[bounds[i]]) + c * c * count;
                found[filled] = (float) c;
                counts[filled++] = count;
            }
        }
        return new Clusters(Arrays.copyOf(found, filled), Arrays.copyOf(counts, filled), Math.max(0, error));
    }
}
