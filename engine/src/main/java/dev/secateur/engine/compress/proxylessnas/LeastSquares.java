package dev.secateur.engine.compress.proxylessnas;

/// Fits `rows * x = wanted` so that the sum of squared differences is least.
final class LeastSquares {

    /// Added to the squares of every unknown but the first, as a share of the number of rows, so that what the rows do not tell stays near 0.
    private static final double RIDGE = 1e-4;

    private LeastSquares() {}

    /// @param rows each with as many numbers as there are unknowns
    static double[] fit(double[][] rows, double[] wanted) {
        int n = rows[0].length;
        double[][] normal = new double[n][n];
        double[] right = new double[n];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < n; i++) {
                right[i] += rows[r][i] * wanted[r];
                for (int j = 0; j < n; j++) {
                    normal[i][j] += rows[r][i] * rows[r][j];
                }
            }
        }
        double scale = normal[0][0];
        for (int i = 1; i < n; i++) {
            normal[i][i] += RIDGE * scale;
        }
        return solve(normal, right);
    }

    /// Gauss-Jordan elimination; the matrix is symmetric and positive definite, so no row needs to be moved.
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < n; r++) {
                double factor = r == i ? 0 : matrix[r][i] / matrix[i][i];
                for (int c = i; c < n && factor != 0; c++) {
                    matrix[r][c] -= factor * matrix[i][c];
                }
                right[r] -= factor * right[i];
            }
        }
        for (int i = 0; i < n; i++) {
            right[i] /= matrix[i][i];
        }
        return right;
    }
}
