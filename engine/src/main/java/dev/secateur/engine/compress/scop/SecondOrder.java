package dev.secateur.engine.compress.scop;

import java.util.stream.IntStream;

/// Second-order knockoffs of numbers with known mean and covariance, by the equicorrelated construction (Candès, Fan, Janson and Lv,
/// "Panning for gold", 2018, section 3.4; Barber and Candès 2015 for the choice of `s`): mean and covariance of numbers and knockoffs
/// together stay as they are whichever numbers are swapped with their knockoffs.
///
/// The knockoff of x is drawn from a normal distribution with mean `x - S C⁻¹ (x - m)` and covariance `2 S - S C⁻¹ S`, where S is diagonal
/// with `s_j = min(1, 2 λ) C_jj` and λ is the least eigenvalue of the correlations.
///
/// @param shift `[k, k]`, S C⁻¹: how far a knockoff moves from its number to the mean
/// @param root `[k, k]`, lower triangle whose product with its transpose is the covariance of what is drawn
/// @param part min(1, 2 λ): 1 where knockoffs are independent of their numbers, near 0 where they are almost the same
record SecondOrder(double[][] shift, double[][] root, double part) {

    /// Variances below this part of the largest one count as this much: numbers that hardly vary tell nothing.
    private static final double FLOOR = 1e-9;
    private static final int ROUNDS = 300;

    /// @param covariance `[k, k]`, symmetric, not negative
    static SecondOrder of(double[][] covariance) {
        int k = covariance.length;
        double most = 0;
        for (int i = 0; i < k; i++) {
            most = Math.max(most, covariance[i][i]);
        }
        double[][] c = new double[k][];
        for (int i = 0; i < k; i++) {
            c[i] = covariance[i].clone();
            c[i][i] += FLOOR * Math.max(most, Double.MIN_NORMAL);
        }
        double[][] inverse = inverse(c);
        double part = Math.min(1, 2 * leastEigenvalue(c, inverse)) * (1 - 1e-6);
        double[][] shift = new double[k][k];
        double[][] drawn = new double[k][k];
        for (int i = 0; i < k; i++) {
            double s = part * c[i][i];
            for (int j = 0; j < k; j++) {
                shift[i][j] = s * inverse[i][j];
                drawn[i][j] = (i == j ? 2 * s : 0) - shift[i][j] * part * c[j][j];
            }
        }
        return new SecondOrder(shift, cholesky(drawn), part);
    }

    /// Of the correlations: the inverse of the greatest one of their inverse, by power iteration.
    private static double leastEigenvalue(double[][] c, double[][] inverse) {
        int k = c.length;
        // Not the same everywhere: the first vector must not stand upright on the one that is sought.
        double[] v = IntStream.range(0, k).mapToDouble(j -> 1 + 0.01 * j).toArray();
        double found = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = new double[k];
            double size = 0;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    // The inverse of the correlations is D^½ C⁻¹ D^½ with the variances D.
                    next[i] += Math.sqrt(c[i][i] * c[j][j]) * inverse[i][j] * v[j];
                }
                size += next[i] * next[i];
            }
            size = Math.sqrt(size);
            for (int i = 0; i < k; i++) {
                v[i] = next[i] / size;
            }
            found = round == 0 ? found : 1 / size;
        }
        return found;
    }

    static double[][] inverse(double[][] matrix) {
        int k = matrix.length;
        double[][] lower = cholesky(matrix);
        double[][] inverse = new double[k][k];
        for (int column = 0; column < k; column++) {
            double[] y = new double[k];
            for (int i = 0; i < k; i++) {
                double sum = i == column ? 1 : 0;
                for (int j = 0; j < i; j++) {
                    sum -= lower[i][j] * y[j];
                }
                y[i] = sum / lower[i][i];
            }
            for (int i = k - 1; i >= 0; i--) {
                double sum = y[i];
                for (int j = i + 1; j < k; j++) {
                    sum -= lower[j][i] * inverse[j][column];
                }
                inverse[i][column] = sum / lower[i][i];
            }
        }
        return inverse;
    }

    /// Lower triangle. Where rounding leaves nothing or less on the diagonal, a trace is put there.
    static double[][] cholesky(double[][] matrix) {
        int k = matrix.length;
        double most = 0;
        for (int i = 0; i < k; i++) {
            most = Math.max(most, matrix[i][i]);
        }
        double[][] lower = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int l = 0; l < j; l++) {
                    sum -= lower[i][l] * lower[j][l];
                }
                lower[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-12 * most)) : sum / lower[j][j];
            }
        }
        return lower;
    }
}
