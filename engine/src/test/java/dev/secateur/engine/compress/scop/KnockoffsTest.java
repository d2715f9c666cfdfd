package dev.secateur.engine.compress.scop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.ChannelScope;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.engine.train.Quarters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class KnockoffsTest {

    private static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4},
            new double[]{0.25});
    private static final double[] MEAN = {1, -2, 0.5, 3};

    @TempDir
    Path folder;

    /// Covariance whose neighbours correlate by `near`.
    private static double[][] covariance(double near) {
        double[] scale = {1, 2, 0.5, 1.5};
        double[][] covariance = new double[4][4];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                covariance[i][j] = scale[i] * scale[j] * Math.pow(near, Math.abs(i - j));
            }
        }
        return covariance;
    }

    /// Numbers and their knockoffs, `[samples][8]`.
    private static double[][] drawn(double[][] covariance, SecondOrder order, int samples) {
        double[][] root = SecondOrder.cholesky(covariance);
        SplittableRandom random = new SplittableRandom(3);
        double[][] drawn = new double[samples][8];
        for (double[] both : drawn) {
            double[] z = new double[8];
            for (int i = 0; i < 8; i++) {
                z[i] = random.nextGaussian();
            }
            for (int i = 0; i < 4; i++) {
                both[i] = MEAN[i];
                for (int j = 0; j <= i; j++) {
                    both[i] += root[i][j] * z[j];
                }
            }
            for (int i = 0; i < 4; i++) {
                both[4 + i] = both[i];
                for (int j = 0; j < 4; j++) {
                    both[4 + i] += -order.shift()[i][j] * (both[j] - MEAN[j]) + order.root()[i][j] * z[4 + j];
                }
            }
        }
        return drawn;
    }

    private static double[][] moments(double[][] rows, int swapped) {
        int n = rows[0].length / 2;
        double[][] moments = new double[2 * n + 1][2 * n];
        for (double[] row : rows) {
            double[] both = row.clone();
            for (int i = 0; i < n; i++) {
                if ((swapped >> i & 1) == 1) {
                    both[i] = row[n + i];
                    both[n + i] = row[i];
                }
            }
            for (int i = 0; i < 2 * n; i++) {
                moments[2 * n][i] += both[i] / rows.length;
                for (int j = 0; j < 2 * n; j++) {
                    moments[i][j] += both[i] * both[j] / rows.length;
                }
            }
        }
        return moments;
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.3, 1", "0.8, 0.25"})
    void swappingAnyNumbersWithTheirKnockoffsLeavesMeanAndCovarianceAsTheyAre(double near, double part) {
        double[][] covariance = covariance(near);
        SecondOrder order = SecondOrder.of(covariance);
        assertThat(order.part()).isLessThanOrEqualTo(1).isBetween(0.5 * part, 1.5 * part);
        double[][] rows = drawn(covariance, order, 100_000);
        double[][] before = moments(rows, 0);
        for (int swapped = 1; swapped < 16; swapped++) {
            double[][] after = moments(rows, swapped);
            for (int i = 0; i < before.length; i++) {
                for (int j = 0; j < before[i].length; j++) {
                    assertThat(after[i][j]).as("swap %d, moment %d %d", swapped, i, j).isCloseTo(before[i][j],
                            within(0.12));
                }
            }
        }
    }

    @Test
    void knockoffsOfCorrelatedNumbersAreNotTheNumbersThemselves() {
        double[][] covariance = covariance(0.3);
        double[][] rows = drawn(covariance, SecondOrder.of(covariance), 20_000);
        double apart = 0;
        for (double[] row : rows) {
            apart += (row[0] - row[4]) * (row[0] - row[4]) / rows.length;
        }
        assertThat(apart).as("E (x - x~)^2 = 2 s").isCloseTo(2 * SecondOrder.of(covariance).part(), within(0.1));
    }

    @Test
    void inverseAndRootBelongToTheirMatrix() {
        double[][] matrix = covariance(0.6);
        double[][] inverse = SecondOrder.inverse(matrix);
        double[][] root = SecondOrder.cholesky(matrix);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double one = 0;
                double again = 0;
                for (int l = 0; l < 4; l++) {
                    one += matrix[i][l] * inverse[l][j];
                    again += root[i][l] * root[j][l];
                }
                assertThat(one).isCloseTo(i == j ? 1 : 0, within(1e-9));
                assertThat(again).isCloseTo(matrix[i][j], within(1e-9));
            }
        }
    }

    /// Coordinates of pictures and of their knockoffs along the principal components, `[samples][2 k]`.
    @Test
    void knockoffsOfPicturesHaveTheirMomentsHoweverComponentsAreSwapped() throws Exception {
        Quarters pictures = new Quarters(256, 4);
        int k = 3;
        List<double[]> rows = new ArrayList<>();
        try (GaussianKnockoffs knockoffs = GaussianKnockoffs.of(pictures, NORMALISATION, k, 7, Progress.none());
                PictureBasis basis = PictureBasis.of(pictures, NORMALISATION, k, Progress.none())) {
            assertThat(knockoffs.description()).contains("3 principal components");
            assertThat(basis.explained()).isBetween(0.05, 1.0);
            Batch batch = batch(pictures, 256);
            for (int round = 0; round < 40; round++) {
                try (Scope scope = Scope.open()) {
                    Var real = Var.of(batch.pictures(), batch.dims());
                    Var made = knockoffs.of(batch, real, Progress.none());
                    assertThat(made.dims()).isEqualTo(real.dims());
                    float[] a = coordinates(real, basis);
                    float[] b = coordinates(made, basis);
                    for (int i = 0; i < 256; i++) {
                        double[] row = new double[2 * k];
                        for (int j = 0; j < k; j++) {
                            row[j] = a[i * k + j] / Math.sqrt(basis.covariance()[j][j]);
                            row[k + j] = b[i * k + j] / Math.sqrt(basis.covariance()[j][j]);
                        }
                        rows.add(row);
                    }
                }
            }
        }
        double[][] all = rows.toArray(double[][]::new);
        double[][] before = moments(all, 0);
        for (int swapped = 1; swapped < 8; swapped++) {
            double[][] after = moments(all, swapped);
            for (int i = 0; i < before.length; i++) {
                for (int j = 0; j < before[i].length; j++) {
                    assertThat(after[i][j]).as("swap %d, moment %d %d", swapped, i, j).isCloseTo(before[i][j],
                            within(0.08));
                }
            }
        }
    }

    private static float[] coordinates(Var pictures, PictureBasis basis) {
        return pictures.reshape(pictures.dim(0), basis.values()).sub(basis.mean()).matmul(basis.directions())
                .toFloats();
    }

    private static Batch batch(Quarters pictures, int count) throws ProblemException {
        int values = pictures.extents().values();
        float[] numbers = new float[count * values];
        for (int i = 0; i < count; i++) {
            System.arraycopy(pictures.image(i), 0, numbers, i * values, values);
            NORMALISATION.apply(numbers, i * values, values);
        }
        long[] dims = {count, 1, pictures.extents().height(), pictures.extents().width()};
        return new Batch(Batch.Position.START, numbers, new long[count], new int[count], dims, 0);
    }

    /// A linear generator `[N, 5]` to `[N, 1, 8, 8]`.
    private Path generator(boolean open) throws ProblemException {
        GraphEditor editor = Graph.empty(new Header("generator", 8, Map.of("", 17L), null)).edit();
        Value z = editor.addInput("z", TensorType.of(DType.FLOAT,
                new Shape(List.of(open ? Dim.of("batch") : Dim.of(1), Dim.of(5)))));
        float[] weights = new float[5 * 64];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 0.01f * (i % 7 - 3);
        }
        Value flat = editor.addNode(new Gemm(1, 1, false, false), "linear", z,
                editor.addConstant("w", Tensor.of(weights, 5, 64)),
                editor.addConstant("b", Tensor.of(new float[64], 64)))
                .output();
        Value picture = editor.addNode(new Reshape(null, false), "picture", flat,
                editor.addConstant("dims", Tensor.vector(-1L, 1, 8, 8))).output();
        editor.setOutputs(List.of(picture));
        Path file = folder.resolve(open ? "generator.onnx" : "fixed.onnx");
        OnnxWriter.write(editor.build(), file);
        return file;
    }

    private static ScopConfig config(Knockoff knockoff, String generator) {
        return new ScopConfig(0.45, ChannelScope.GROUP, Budget.none(), Score.SCALED, Trunk.SCATTER, 1, knockoff, 3,
                generator, PixelRange.SIGNED, 1, 32, 16, 0.02, 0, Finetune.none());
    }

    @Test
    void aGeneratorsPicturesAreTakenAsTheNetworkTakesPixels() throws Exception {
        Quarters pictures = new Quarters(32, 4);
        Batch batch = batch(pictures, 16);
        try (GeneratedKnockoffs knockoffs = GeneratedKnockoffs.of(
                config(Knockoff.GENERATOR, generator(true).toString()), NORMALISATION, 1, 5);
                Scope scope = Scope.open()) {
            Var made = knockoffs.of(batch, Var.of(batch.pictures(), batch.dims()), Progress.none());
            assertThat(made.dims()).isEqualTo(batch.dims());
            assertThat(made.mean().item()).as("0 is grey").isCloseTo((0.5 - 0.4) / 0.25, within(0.05));
            assertThat(knockoffs.description()).contains("generator.onnx");
        }
    }

    @Test
    void aGeneratorThatDoesNotFitIsRefused() throws Exception {
        assertThatThrownBy(() -> GeneratedKnockoffs.of(config(Knockoff.GENERATOR, ""), NORMALISATION, 1, 5))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no generator is named");
        String fixed = generator(false).toString();
        assertThatThrownBy(() -> GeneratedKnockoffs.of(config(Knockoff.GENERATOR, fixed), NORMALISATION, 1, 5))
                .isInstanceOf(ProblemException.class).hasMessageContaining("open N");
        Quarters pictures = new Quarters(32, 4);
        Batch batch = batch(pictures, 2);
        try (GeneratedKnockoffs knockoffs = GeneratedKnockoffs.of(
                config(Knockoff.GENERATOR, generator(true).toString()), NORMALISATION, 1, 5);
                Scope scope = Scope.open()) {
            assertThatThrownBy(() -> knockoffs.of(batch, Var.of(new float[2 * 16], 2, 1, 4, 4), Progress.none()))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("[2, 1, 4, 4]");
        }
    }
}
