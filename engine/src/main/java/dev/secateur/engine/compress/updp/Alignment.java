package dev.secateur.engine.compress.updp;

import java.util.Arrays;

import dev.secateur.engine.kernel.Kernels;

/// Centred kernel alignment of two sets of features of the same pictures (Kornblith et al., ICML 2019): 1 if one is a rotation and
/// scaling of the other, near 0 if they have nothing in common.
final class Alignment {

    private Alignment() {}

    /// The alignment.
    ///
    /// @param a one row a picture
    /// @param b likewise; rows may have another length
    /// @param gaussian true for `exp(-d^2 / (2 m^2))` with m the median distance, false for products
    static double of(float[][] a, float[][] b, boolean gaussian) {
        double[][] k = kernel(a, gaussian);
        double[][] l = kernel(b, gaussian);
        centre(k);
        centre(l);
        double norms = Math.sqrt(product(k, k) * product(l, l));
        return norms == 0 ? 0 : product(k, l) / norms;
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static double[][] kernel(float[][] rows, boolean gaussian) {
        int count = rows.length;
        int length = rows[0].length;
        float[] flat = new float[Math.multiplyExact(count, length)];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows[i], 0, flat, i * length, length);
        }
        double[] products = Kernels.current().gram(flat, count);
        double[][] gram = new double[count][];
        Arrays.setAll(gram, i -> Arrays.copyOfRange(products, i * count, (i + 1) * count));
        return gaussian ? gaussian(gram) : gram;
    }

    private static double[][] gaussian(double[][] gram) {
        int n = gram.length;
        double[][] squares = new double[n][n];
        double[] all = new double[n * (n - 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                squares[i][j] = Math.max(0, gram[i][i] + gram[j][j] - 2 * gram[i][j]);
                if (j < i) {
                    all[next++] = squares[i][j];
                }
            }
        }
        Arrays.sort(all);
        double median = all.length == 0 || all[all.length / 2] == 0 ? 1 : all[all.length / 2];
        for (double[] row : squares) {
            for (int j = 0; j < n; j++) {
                row[j] = Math.exp(-row[j] / (2 * median));
            }
        }
        return squares;
    }

    private static void centre(double[][] kernel) {
        int n = kernel.length;
        double[] means = Arrays.stream(kernel).mapToDouble(r -> Arrays.stream(r).sum() / n).toArray();
        double mean = Arrays.stream(means).sum() / n;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kernel[i][j] += mean - means[i] - means[j];
            }
        }
    }

    private static double product(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum;
    }
}
