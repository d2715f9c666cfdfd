package dev.secateur.engine.kernel;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// What every implementation of the kernels has to compute of values: rounding, counting, clusters.
public abstract class KernelContract {

    protected abstract Kernels kernels();

    static float[] normal(int count, long seed) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Grids widths(int rows, float[] values, int... bits) {
        float[] steps = new float[bits.length * rows];
        float[] highs = new float[steps.length];
        float[] lows = new float[steps.length];
        int length = values.length / rows;
        for (int v = 0; v < bits.length; v++) {
            for (int r = 0; r < rows; r++) {
                float largest = 0;
                for (int i = 0; i < length; i++) {
                    largest = Math.max(largest, Math.abs(values[r * length + i]));
                }
                highs[v * rows + r] = (1 << bits[v] - 1) - 1;
                lows[v * rows + r] = -highs[v * rows + r];
                steps[v * rows + r] = largest / highs[v * rows + r];
            }
        }
        return new Grids(rows, steps, lows, highs);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 3", "7, 13", "3, 1025", "1, 100003", "2, 70001", "512, 9"})
    void roundingErrorsAreThoseOfOneValueAfterTheOther(int rows, int length) {
        float[] values = normal(rows * length, 3);
        int[] bits = {2, 4, 8, 16};
        Grids grids = widths(rows, values, bits);
        RoundingErrors found = kernels().roundingErrors(values, grids);
        for (int v = 0; v < bits.length; v++) {
            for (int r = 0; r < rows; r++) {
                int at = v * rows + r;
                double error = 0;
                double product = 0;
                double rounded = 0;
                for (int i = 0; i < length; i++) {
                    float x = values[r * length + i];
                    float s = grids.steps()[at];
                    float q = s * (float) Math.clamp(Math.rint(x / s), grids.lows()[at], grids.highs()[at]);
                    error += ((double) q - x) * ((double) q - x);
                    product += (double) q * x;
                    rounded += (double) q * q;
                }
                assertThat(found.errors()[at]).isCloseTo(error, within(1e-6 * error));
                assertThat(found.products()[at]).isCloseTo(product, within(1e-6 * product));
                assertThat(found.rounded()[at]).isCloseTo(rounded, within(1e-6 * rounded));
            }
        }
    }

    @Test
    void moreBitsLoseLess() {
        float[] values = normal(10_000, 4);
        RoundingErrors found = kernels().roundingErrors(values, widths(10, values, 2, 3, 4, 5, 6, 7, 8, 16));
        for (int v = 1; v < 8; v++) {
            assertThat(found.meanSquare(v)).isLessThan(found.meanSquare(v - 1));
            assertThat(found.sqnr(v)).isGreaterThan(found.sqnr(v - 1) + 3);
            assertThat(found.cosine(v)).isGreaterThanOrEqualTo(found.cosine(v - 1)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void halvesGoToTheEvenCodeAndCodesStayWithinTheirRange() {
        float[] values = {0.5f, 1.5f, -0.5f, -2.5f, 9, -9};
        RoundingErrors found = kernels().roundingErrors(values,
                new Grids(6, new float[]{1, 1, 1, 1, 1, 1}, filled(-3), filled(3)));
        assertThat(found.rounded()).containsExactly(0, 4, 0, 4, 9, 9);
    }

    private static float[] filled(float value) {
        float[] six = new float[6];
        Arrays.fill(six, value);
        return six;
    }

    @Test
    void stepZeroMakesAllZeroAndNothingOfNothingIsNothing() {
        Grids zero = new Grids(1, new float[]{0}, new float[]{-1}, new float[]{1});
        RoundingErrors found = kernels().roundingErrors(new float[]{3, 4}, zero);
        assertThat(found.meanSquare(0)).isEqualTo(12.5);
        assertThat(found.cosine(0)).isZero();
        RoundingErrors empty = kernels().roundingErrors(new float[0], zero);
        assertThat(empty.meanSquare(0)).isZero();
        assertThat(empty.sqnr(0)).isInfinite();
    }

    @Test
    void whatIsNoNumberSpoilsItsOwnRowOnly() {
        float[] values = {1, Float.NaN, 1, 1, Float.POSITIVE_INFINITY, 1};
        RoundingErrors found = kernels().roundingErrors(values,
                new Grids(3, new float[]{1, 1, 1}, new float[]{-7, -7, -7}, new float[]{7, 7, 7}));
        assertThat(found.error(0, 0)).isNaN();
        assertThat(found.error(0, 1)).isZero();
        assertThat(found.error(0, 2)).isInfinite();
    }

    @Test
    void theSameInputGivesTheSameBits() {
        float[] values = normal(300_000, 5);
        Grids grids = widths(3, values, 2, 5);
        RoundingErrors first = kernels().roundingErrors(values, grids);
        RoundingErrors second = kernels().roundingErrors(values, grids);
        assertThat(second.errors()).isEqualTo(first.errors());
        assertThat(second.products()).isEqualTo(first.products());
        try (RoundingSweep sweep = kernels().sweep(values)) {
            sweep.errors(widths(3, values, 7, 8));
            assertThat(sweep.errors(grids).errors()).isEqualTo(first.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, 3_000_001})
    void everyNumberIsCountedOnce(int count) {
        float[] values = normal(count, 6);
        long[] counts = new long[64];
        kernels().count(values, -4, 0.125f, counts);
        assertThat(Arrays.stream(counts).sum()).isEqualTo(count);
        long low = 0;
        for (float x : values) {
            low += x < 0 ? 1 : 0;
        }
        assertThat(Arrays.stream(counts, 0, 32).sum()).isEqualTo(low);
    }

    @Test
    void whatLiesOutsideGoesToTheEndsAndWhatIsNoNumberNowhere() {
        long[] counts = new long[4];
        kernels().count(new float[]{-100, 0, 0.99f, 1, 3.5f, 4, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
            Float.NaN, Float.MAX_VALUE}, 0, 1, counts);
        assertThat(counts).containsExactly(4, 1, 0, 4);
        assertThatThrownBy(() -> kernels().count(new float[1], 0, 0, counts))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void clustersThatLieApartAreFound() {
        float[] values = {10, 10.5f, 0, 0.5f, -7, 9.5f};
        Clusters found = kernels().clusters(values, 3, 20);
        assertThat(found.centres()).containsExactly(-7, 0.25f, 10);
        assertThat(found.counts()).containsExactly(1, 2, 3);
        assertThat(found.error()).isCloseTo(0.125 + 0.5, within(1e-9));
    }

    @Test
    void fewerNumbersThanClustersAreKeptAsTheyAre() {
        Clusters found = kernels().clusters(new float[]{2, 1, 2, 2}, 16, 10);
        assertThat(found.centres()).containsExactly(1, 2);
        assertThat(found.error()).isZero();
        assertThat(kernels().clusters(new float[0], 4, 10).centres()).isEmpty();
    }

    @Test
    void moreClustersLoseLessAndAreAsGoodAsEqualSteps() {
        float[] values = normal(20_000, 7);
        double before = Double.POSITIVE_INFINITY;
        for (int bits = 1; bits <= 6; bits++) {
            Clusters found = kernels().clusters(values, 1 << bits, 50);
            assertThat(found.error()).isLessThan(before);
            assertThat(Arrays.stream(found.counts()).sum()).isEqualTo(values.length);
            before = found.error();
        }
        RoundingErrors uniform = kernels().roundingErrors(values, widths(1, values, 6));
        assertThat(before).isLessThan(uniform.error(0, 0));
    }

    @Test
    void whatIsNoNumberBelongsToNoCluster() {
        assertThatThrownBy(() -> kernels().clusters(new float[]{1, Float.NaN}, 2, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
