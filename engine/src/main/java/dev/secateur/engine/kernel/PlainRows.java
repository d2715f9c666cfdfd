package dev.secateur.engine.kernel;

import java.util.stream.IntStream;

/// Rows of numbers, each for itself: norms, knockoffs, means under a softmax, the largest.
final class PlainRows {

    /// Values that one task looks at.
    private static final int SHARE = 1 << 14;

    private PlainRows() {}

    /// Runs `work` for every row, shares of them in parallel.
    private static void forRows(int count, int length, java.util.function.IntConsumer work) {
        int rows = Math.max(1, SHARE / Math.max(1, length));
        IntStream.range(0, Math.ceilDiv(count, rows)).parallel().forEach(share -> {
            for (int row = share * rows; row < Math.min(count, (share + 1) * rows); row++) {
                work.accept(row);
            }
        });
    }

    static double[] norms(float[] rows, int count, Kernels.Norm norm) {
        if (count < 1 || rows.length % count != 0) {
            throw new IllegalArgumentException(rows.length + " values are not " + count + " rows");
        }
        int length = rows.length / count;
        double[] sizes = new double[count];
        forRows(count, length, row -> sizes[row] = switch (norm) {
            case L1 -> sizes(rows, row * length, length);
            case L2_SQUARED -> squares(rows, row * length, length);
        });
        return sizes;
    }

    /// Four sums, so that no addition waits for the one before.
    private static double sizes(float[] values, int from, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = from + length;
        int i = from;
        for (; i + 3 < end; i += 4) {
            a += Math.abs(values[i]);
            b += Math.abs(values[i + 1]);
            c += Math.abs(values[i + 2]);
            d += Math.abs(values[i + 3]);
        }
        for (; i < end; i++) {
            a += Math.abs(values[i]);
        }
        return a + b + (c + d);
    }

    private static double squares(float[] values, int from, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = from + length;
        int i = from;
        for (; i + 3 < end; i += 4) {
            a += (double) values[i] * values[i];
            b += (double) values[i + 1] * values[i + 1];
            c += (double) values[i + 2] * values[i + 2];
            d += (double) values[i + 3] * values[i + 3];
        }
        for (; i < end; i++) {
            a += (double) values[i] * values[i];
        }
        return a + b + (c + d);
    }

    static float[] knockoffs(float[] centred, float[] drawn, KnockoffLaw law) {
        int k = law.size();
        if (centred.length != drawn.length || centred.length % k != 0) {
            throw new IllegalArgumentException(
                    centred.length + " numbers and " + drawn.length + " drawn ones are not rows of " + k);
        }
        float[] shift = turned(law.shift(), k);
        float[] root = turned(law.root(), k);
        float[] knockoffs = new float[centred.length];
        forRows(centred.length / k, k * k, row -> {
            double[] sums = new double[k];
            for (int i = 0; i < k; i++) {
                double x = centred[row * k + i];
                double z = drawn[row * k + i];
                for (int j = 0; j < k; j++) {
                    sums[j] += z * root[i * k + j] - x * shift[i * k + j];
                }
            }
            for (int j = 0; j < k; j++) {
                knockoffs[row * k + j] = (float) (centred[row * k + j] + sums[j]);
            }
        });
        return knockoffs;
    }

    private static float[] turned(float[] matrix, int k) {
        float[] turned = new float[matrix.length];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                turned[j * k + i] = matrix[i * k + j];
            }
        }
        return turned;
    }

    static float[] softmaxMeans(float[] logits, float[] candidates, float temperature) {
        int length = candidates.length;
        if (length == 0 || logits.length % length != 0 || !(temperature > 0)) {
            throw new IllegalArgumentException(
                    logits.length + " logits for " + length + " candidates at temperature " + temperature);
        }
        float[] means = new float[logits.length / length];
        forRows(means.length, length, row -> {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < length; j++) {
                largest = Math.max(largest, logits[row * length + j]);
            }
            double weights = 0;
            double sum = 0;
            for (int j = 0; j < length; j++) {
                double weight = Math.exp((logits[row * length + j] - largest) / temperature);
                weights += weight;
                sum += weight * candidates[j];
            }
            means[row] = (float) (sum / weights);
        });
        return means;
    }

    static int[] largest(float[] rows, int length) {
        if (length < 1 || rows.length % length != 0) {
            throw new IllegalArgumentException(rows.length + " numbers are not rows of " + length);
        }
        int[] found = new int[rows.length / length];
        forRows(found.length, length, row -> {
            int best = -1;
            for (int j = 0; j < length; j++) {
                float x = rows[row * length + j];
                if (!Float.isNaN(x) && (best < 0 || x > rows[row * length + best])) {
                    best = j;
                }
            }
            found[row] = best;
        });
        return found;
    }
}
