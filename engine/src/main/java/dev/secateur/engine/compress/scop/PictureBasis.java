package dev.secateur.engine.compress.scop;

import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;

/// Leading principal components of pictures as the network gets them.
///
/// @param mean `[1, D]`
/// @param directions `[D, k]`, orthonormal
/// @param covariance `[k, k]` of the pictures' coordinates along them
/// @param explained part of the pictures' variance that lies along them, 0..1
record PictureBasis(Var mean, Var directions, double[][] covariance, double explained) implements AutoCloseable {

    /// Numbers of pictures that are learned from at once; more would need more memory than they tell.
    private static final long MOST_NUMBERS = 64_000_000;
    private static final int MOST_PICTURES = 1024;
    private static final int ROUNDS = 24;
    private static final long SEED = 11;

    /// Finds them by orthogonal iteration on the products of pictures with each other.
    static PictureBasis of(Dataset pictures, Normalisation normalisation, int components, Progress progress)
            throws ProblemException {
        int values = pictures.extents().values();
        int count = (int) Math.clamp(MOST_NUMBERS / values, 2L, Math.min(MOST_PICTURES, pictures.size()));
        float[] rows = read(pictures, normalisation, count, progress);
        int k = Math.clamp(components, 1, Math.min(count - 1, values));
        try (Scope scope = Scope.open()) {
            Var all = Var.of(rows, count, values);
            Var mean = all.mean(true, 0);
            Var centred = all.sub(mean);
            double[] products = Kernels.current().gram(centred.toFloats(), count);
            double[][] leading = leading(products, count, k, progress);
            Var directions = orthonormal(centred.transpose(0, 1).matmul(Var.of(flat(leading, count, k), count, k)));
            Var coordinates = centred.matmul(directions);
            double[] covariance = Kernels.current().gram(turned(coordinates), k);
            double along = 0;
            double[][] square = new double[k][k];
            for (int i = 0; i < k * k; i++) {
                square[i / k][i % k] = covariance[i] / (count - 1);
                along += i / k == i % k ? square[i / k][i % k] : 0;
            }
            double total = centred.square().sum().item() / (count - 1.0);
            return new PictureBasis(mean.keep(), directions.keep(), square,
                    total == 0 ? 0 : Math.min(1, along / total));
        }
    }

    private static float[] read(Dataset pictures, Normalisation normalisation, int count, Progress progress)
            throws ProblemException {
        int values = pictures.extents().values();
        int plane = pictures.extents().height() * pictures.extents().width();
        float[] rows = new float[count * values];
        for (int i = 0; i < count; i++) {
            progress.report(-1, "Reading pictures for knockoffs");
            progress.check();
            System.arraycopy(pictures.image(i), 0, rows, i * values, values);
            normalisation.apply(rows, i * values, plane);
        }
        return rows;
    }

    /// Orthonormal vectors `[k][n]` of the space of the largest eigenvalues of a symmetric matrix.
    private static double[][] leading(double[] matrix, int n, int k, Progress progress) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[][] vectors = new double[k][n];
        for (double[] vector : vectors) {
            for (int i = 0; i < n; i++) {
                vector[i] = random.nextGaussian();
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            progress.report(-1, "Finding principal components of the pictures");
            progress.check();
            orthonormalise(vectors);
            for (int v = 0; v < k; v++) {
                vectors[v] = times(matrix, vectors[v]);
            }
        }
        orthonormalise(vectors);
        return vectors;
    }

    private static double[] times(double[] matrix, double[] vector) {
        int n = vector.length;
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += matrix[i * n + j] * vector[j];
            }
            product[i] = sum;
        }
        return product;
    }

    /// Gram and Schmidt, twice, in place.
    private static void orthonormalise(double[][] vectors) {
        for (int pass = 0; pass < 2; pass++) {
            for (int v = 0; v < vectors.length; v++) {
                for (int u = 0; u < v; u++) {
                    double along = dot(vectors[v], vectors[u]);
                    for (int i = 0; i < vectors[v].length; i++) {
                        vectors[v][i] -= along * vectors[u][i];
                    }
                }
                double size = Math.sqrt(dot(vectors[v], vectors[v]));
                for (int i = 0; size > 0 && i < vectors[v].length; i++) {
                    vectors[v][i] /= size;
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Columns of unit length that stand upright on each other, of vectors `[D, k]` that do nearly so.
    private static Var orthonormal(Var columns) {
        int d = Math.toIntExact(columns.dim(0));
        int k = Math.toIntExact(columns.dim(1));
        float[] numbers = turned(columns);
        double[][] vectors = new double[k][d];
        for (int i = 0; i < numbers.length; i++) {
            vectors[i / d][i % d] = numbers[i];
        }
        orthonormalise(vectors);
        return Var.of(flat(vectors, d, k), d, k);
    }

    private static float[] turned(Var matrix) {
        return matrix.transpose(0, 1).reshape(matrix.dim(0) * matrix.dim(1)).toFloats();
    }

    /// Vectors `[k][n]` as the columns of `[n, k]`.
    private static float[] flat(double[][] vectors, int n, int k) {
        float[] flat = new float[n * k];
        for (int v = 0; v < k; v++) {
            for (int i = 0; i < n; i++) {
                flat[i * k + v] = (float) vectors[v][i];
            }
        }
        return flat;
    }

    int components() {
        return covariance.length;
    }

    /// Numbers in a picture.
    long values() {
        return mean.dim(1);
    }

    @Override
    public void close() {
        mean.close();
        directions.close();
    }
}
