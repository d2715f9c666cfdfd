package dev.secateur.engine.kernel;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// What every implementation has to compute of rows: norms, distances, products, knockoffs, means, projections, and of convolutions.
///
/// Tolerances follow from the type and from how many numbers are summed: n sums in float64 err by n units in the last place at most.
public abstract class RowKernelContract extends KernelContract {

    private static final double UNIT = 0x1p-52;
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "3, 0", "5, 1", "63, 65", "64, 64", "65, 257", "130, 1025", "2, 100003"})
    void normsAreThoseOfOneValueAfterTheOther(int count, int length) {
        float[] rows = normal(count * length, 11);
        double[] sizes = kernels().norms(rows, count, Kernels.Norm.L1);
        double[] squares = kernels().norms(rows, count, Kernels.Norm.L2_SQUARED);
        for (int row = 0; row < count; row++) {
            double size = 0;
            double square = 0;
            for (int i = row * length; i < (row + 1) * length; i++) {
                size += Math.abs(rows[i]);
                square += (double) rows[i] * rows[i];
            }
            assertThat(sizes[row]).isCloseTo(size, within(length * UNIT * size));
            assertThat(squares[row]).isCloseTo(square, within(length * UNIT * square));
        }
        assertThat(kernels().norms(rows, count, Kernels.Norm.L1)).isEqualTo(sizes);
    }

    @Test
    void aRowThatIsNoNumberHasNoNorm() {
        float[] rows = {1, NAN, -3, 4, INFINITY, 0};
        assertThat(kernels().norms(rows, 3, Kernels.Norm.L1)).containsExactly(Double.NaN, 7,
                Double.POSITIVE_INFINITY);
        assertThat(kernels().norms(rows, 3, Kernels.Norm.L2_SQUARED)[1]).isEqualTo(25);
        assertThatThrownBy(() -> kernels().norms(rows, 4, Kernels.Norm.L1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "3, 0", "5, 1", "63, 65", "64, 64", "65, 257", "130, 1025"})
    void distancesAreThoseOfOnePairAfterTheOther(int count, int length) {
        float[] rows = normal(count * length, 12);
        double[] found = kernels().distanceSums(rows, count, Progress.none());
        for (int a = 0; a < count; a++) {
            double sum = 0;
            for (int b = 0; b < count; b++) {
                double square = 0;
                for (int i = 0; i < length; i++) {
                    double difference = rows[a * length + i] - rows[b * length + i];
                    square += difference * difference;
                }
                sum += Math.sqrt(square);
            }
            assertThat(found[a]).isCloseTo(sum, within((length + count) * UNIT * sum));
        }
        assertThat(kernels().distanceSums(rows, count, Progress.none())).isEqualTo(found);
    }

    @Test
    void nearRowsFarFromZeroAreStillToldApart() {
        assertThat(kernels().distanceSums(new float[]{0, 0, 3, 4, 0, 8}, 3, Progress.none()))
                .containsExactly(5 + 8, 5 + 5, 8 + 5);
        assertThat(kernels().distanceSums(new float[]{4096, 4096.25f}, 2, Progress.none()))
                .containsExactly(0.25, 0.25);
        assertThat(kernels().distanceSums(new float[]{1, NAN, 2}, 3, Progress.none())).containsOnly(Double.NaN);
        assertThatThrownBy(() -> kernels().distanceSums(new float[5], 2, Progress.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparingRowsCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String text) {
                // Nobody watches.
            }

            @Override
            public void check() {
                throw new CancelledException();
            }
        };
        assertThatThrownBy(() -> kernels().distanceSums(normal(200, 1), 20, cancelled))
                .isInstanceOf(CancelledException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "3, 0", "5, 1", "63, 65", "64, 64", "65, 257", "130, 1025"})
    void productsAreThoseOfOnePairAfterTheOther(int count, int length) {
        float[] rows = normal(count * length, 13);
        double[] found = kernels().gram(rows, count);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double sum = 0;
                double size = 0;
                for (int i = 0; i < length; i++) {
                    double product = (double) rows[a * length + i] * rows[b * length + i];
                    sum += product;
                    size += Math.abs(product);
                }
                assertThat(found[a * count + b]).isCloseTo(sum, within(length * UNIT * size));
                assertThat(found[a * count + b]).isEqualTo(found[b * count + a]);
            }
        }
        assertThat(kernels().gram(rows, count)).isEqualTo(found);
    }

    /// Nearly as many numbers in other shapes: what is kept for one must not serve the other as it is.
    @Test
    void shapesOfNearlyTheSameSizeFollowEachOther() {
        for (int count : new int[]{91, 127, 91, 101}) {
            float[] rows = normal(8100 / count * count, count);
            double[] found = kernels().gram(rows, count);
            double[] expected = Kernels.plain().gram(rows, count);
            double[] sums = kernels().distanceSums(rows, count, Progress.none());
            double[] distances = Kernels.plain().distanceSums(rows, count, Progress.none());
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-11));
            }
            for (int i = 0; i < count; i++) {
                assertThat(sums[i]).isCloseTo(distances[i], within(1e-10));
            }
        }
    }

    @Test
    void whatIsNoNumberSpoilsItsOwnProductsOnly() {
        double[] found = kernels().gram(new float[]{1, 2, NAN, 1, 3, INFINITY}, 3);
        assertThat(found[0]).isEqualTo(5);
        assertThat(found[1]).isNaN();
        assertThat(found[2]).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 1", "7, 5", "65, 33", "1025, 64"})
    void knockoffsFollowFromNumbersAndTheLaw(int count, int size) {
        float[] x = normal(count * size, 14);
        float[] z = normal(count * size, 15);
        float[] shift = normal(size * size, 16);
        float[] root = normal(size * size, 17);
        KnockoffLaw law = new KnockoffLaw(size, shift, root);
        float[] found = kernels().knockoffs(x, z, law);
        for (int i = 0; i < count * size; i++) {
            double sum = x[i];
            double largest = Math.abs(sum);
            for (int j = 0; j < size; j++) {
                double a = (double) shift[i % size * size + j] * x[i / size * size + j];
                double b = (double) root[i % size * size + j] * z[i / size * size + j];
                sum += b - a;
                largest += Math.abs(a) + Math.abs(b);
            }
            assertThat((double) found[i]).isCloseTo(sum, within(0x1p-24 * Math.abs(sum) + 2 * size * UNIT * largest));
        }
        assertThat(kernels().knockoffs(x, z, law)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1, 1, 1, 1", "3, 5, 7, 3, 3, 1, 1", "2, 3, 4, 3, 2, 2, 1", "4, 8, 6, 1, 3, 1, 2",
        "8, 8, 8, 3, 3, 2, 8", "33, 65, 17, 3, 3, 1, 1"})
    void composedConvolutionsDoWhatBothDo(int inputs, int middles, int outputs, int size1, int size2, int stride,
            int groups) {
        int perGroup = inputs / groups;
        double[] w1 = doubles(middles * perGroup * size1 * size1, 18);
        double[] w2 = doubles(outputs * middles * size2 * size2, 19);
        ConvolutionPair pair = new ConvolutionPair(
                new ConvolutionPair.Taps(middles, inputs, groups, size1, size1, w1),
                new ConvolutionPair.Taps(outputs, middles, 1, size2, size2, w2), stride, stride);
        int size = size1 + (size2 - 1) * stride;
        double[] expected = new double[outputs * inputs * size * size];
        for (int o = 0; o < outputs; o++) {
            for (int m = 0; m < middles; m++) {
                for (int i = 0; i < perGroup; i++) {
                    int input = m / (middles / groups) * perGroup + i;
                    for (int t2 = 0; t2 < size2 * size2; t2++) {
                        for (int t1 = 0; t1 < size1 * size1; t1++) {
                            int row = t2 / size2 * stride + t1 / size1;
                            int column = t2 % size2 * stride + t1 % size1;
                            expected[((o * inputs + input) * size + row) * size
                                    + column] += w2[(o * middles + m) * size2 * size2 + t2]
                                            * w1[(m * perGroup + i) * size1 * size1 + t1];
                        }
                    }
                }
            }
        }
        double[] found = kernels().compose(pair, Progress.none());
        assertThat(found).hasSize(expected.length);
        for (int i = 0; i < found.length; i++) {
            // Factors are about 1 and seldom above 4.
            assertThat(found[i]).isCloseTo(expected[i], within(16 * middles * size1 * size2 * UNIT));
        }
        assertThat(kernels().compose(pair, Progress.none())).isEqualTo(found);
    }

    @Test
    void convolutionsThatDoNotFitAreRefused() {
        ConvolutionPair.Taps two = new ConvolutionPair.Taps(2, 2, 1, 1, 1, new double[4]);
        ConvolutionPair.Taps three = new ConvolutionPair.Taps(3, 3, 1, 1, 1, new double[9]);
        assertThatThrownBy(() -> new ConvolutionPair(two, three, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 1", "1, 1, 1", "7, 3, 0.1", "1000, 16, 2", "70001, 5, 0.5"})
    void meansUnderASoftmaxLieAmongTheCandidates(int count, int size, float temperature) {
        float[] logits = normal(count * size, 20);
        float[] candidates = normal(size, 21);
        float[] found = kernels().softmaxMeans(logits, candidates, temperature);
        for (int row = 0; row < count; row++) {
            double weights = 0;
            double sum = 0;
            for (int j = 0; j < size; j++) {
                double weight = Math.exp((double) logits[row * size + j] / temperature);
                weights += weight;
                sum += weight * candidates[j];
            }
            assertThat((double) found[row]).isCloseTo(sum / weights, within(1e-6));
        }
        assertThat(kernels().softmaxMeans(logits, candidates, temperature)).isEqualTo(found);
    }

    @Test
    void aColdSoftmaxTakesTheLargestAndInfinityIsNever() {
        float[] logits = {1, 3, 2, -INFINITY, 0, -INFINITY, 0, NAN, 0, 5000, 4000, 0};
        float[] found = kernels().softmaxMeans(logits, new float[]{-1, 10, 2}, 0.01f);
        assertThat(found[0]).isEqualTo(10);
        assertThat(found[1]).isEqualTo(10);
        assertThat(found[2]).isNaN();
        assertThat(found[3]).isEqualTo(-1);
        assertThatThrownBy(() -> kernels().softmaxMeans(logits, new float[3], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFirstOfTheLargestIsFound() {
        float[] rows = {1, 2, 2, NAN, -INFINITY, -1, NAN, NAN, NAN, INFINITY, 3, INFINITY, -3, -3, -3};
        assertThat(kernels().largest(rows, 3)).containsExactly(1, 2, -1, 0, 0);
        assertThat(kernels().largest(new float[0], 3)).isEmpty();
        float[] many = normal(70_001 * 3, 22);
        int[] found = kernels().largest(many, 3);
        for (int row = 0; row < found.length; row++) {
            for (int j = 0; j < 3; j++) {
                assertThat(many[row * 3 + j]).isLessThanOrEqualTo(many[row * 3 + found[row]]);
            }
        }
    }

    @Test
    void theLargestRowsStay() {
        float[] rows = {3, 4, 0, 1, -5, 0, NAN, 9, 1, 0};
        assertThat(kernels().largestRows(rows, 5, 1)).containsExactly(2);
        assertThat(kernels().largestRows(rows, 5, 2)).containsExactly(0, 2);
        assertThat(kernels().largestRows(rows, 5, 3)).containsExactly(0, 2, 4);
        assertThat(kernels().largestRows(rows, 5, 0)).isEmpty();
        assertThat(kernels().largestRows(rows, 5, 5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(kernels().largestRows(new float[0], 3, 2)).containsExactly(1, 2);
        assertThatThrownBy(() -> kernels().largestRows(rows, 5, 6)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] doubles(int count, long seed) {
        Random random = new Random(seed);
        double[] values = new double[count];
        Arrays.setAll(values, i -> random.nextGaussian());
        return values;
    }
}
