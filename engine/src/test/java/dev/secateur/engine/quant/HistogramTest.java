package dev.secateur.engine.quant;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.kernel.Kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HistogramTest {

    private static float[] drawn(int count, long seed, boolean rectified) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            float x = (float) random.nextGaussian();
            values[i] = rectified ? Math.max(0, x) : x;
        }
        return values;
    }

    private static Histogram of(float[]... parts) {
        Histogram histogram = new Histogram(Kernels.plain());
        for (float[] part : parts) {
            assertThat(histogram.add(part)).isTrue();
        }
        return histogram;
    }

    @Test
    void partsInAnyOrderGiveTheSame() {
        float[] small = drawn(1000, 1, false);
        float[] large = drawn(1000, 2, false);
        for (int i = 0; i < large.length; i++) {
            large[i] *= 37;
        }
        Histogram first = of(small, large);
        Histogram second = of(large, small);
        assertThat(first.width()).isEqualTo(second.width());
        for (int i = 0; i < Histogram.BINS; i++) {
            assertThat(first.inBin(i)).isEqualTo(second.inBin(i));
        }
        assertThat(first.count()).isEqualTo(2000);
        assertThat(first.min()).isEqualTo(second.min());
    }

    @Test
    void quantilesMeansAndErrorsAreThoseOfTheNumbers() {
        float[] values = drawn(200_000, 3, false);
        Histogram histogram = of(values);
        assertThat(histogram.quantile(0.5)).isCloseTo(0, within(0.01));
        assertThat(histogram.quantile(0.975)).isCloseTo(1.96, within(0.03));
        assertThat(histogram.meanSquare()).isCloseTo(1, within(0.02));
        Grid grid = Grid.symmetric(4, 3);
        double error = 0;
        for (float x : values) {
            error += Math.pow(grid.round(x) - x, 2);
        }
        assertThat(histogram.error(grid)).isCloseTo(error / values.length, within(0.01 * error / values.length));
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        Histogram histogram = of(new float[]{1});
        assertThat(histogram.add(new float[]{2, Float.NaN})).isFalse();
        assertThat(histogram.add(new float[]{Float.NEGATIVE_INFINITY})).isFalse();
        assertThat(histogram.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Clipping.class)
    void constantActivationsKeepTheirValue(Clipping clipping) {
        RangeSearch search = new RangeSearch(clipping, 99.9, false);
        assertThat(search.grid(of(new float[]{0, 0, 0}), 8).round(0)).isZero();
        assertThat(search.grid(of(new float[]{4, 4}), 8).round(4)).isCloseTo(4, within(1e-5f));
        assertThat(search.grid(of(new float[]{-4}), 2).round(-4)).isCloseTo(-4, within(1e-5f));
    }

    @ParameterizedTest
    @EnumSource(Clipping.class)
    void everyClippingGivesAGridWithinWhatWasSeen(Clipping clipping) {
        for (boolean rectified : new boolean[]{false, true}) {
            Histogram histogram = of(drawn(50_000, 4, rectified));
            for (int bits = 2; bits <= 8; bits++) {
                Grid grid = new RangeSearch(clipping, 99.9, false).grid(histogram, bits);
                assertThat(grid.greatest() - grid.least()).isLessThan(1.001f * (histogram.max() - histogram.min()));
                assertThat(10 * Math.log10(histogram.meanSquare() / histogram.error(grid)))
                        .isGreaterThan(clipping == Clipping.ENTROPY ? 2 * bits : 3.5 * bits - 5);
            }
        }
    }

    @Test
    void theSquaredErrorIsLeastWhereItIsSought() {
        Histogram histogram = of(drawn(100_000, 5, false));
        for (int bits = 2; bits <= 8; bits++) {
            double sought = histogram.error(new RangeSearch(Clipping.MSE, 99, false).grid(histogram, bits));
            for (Clipping other : new Clipping[]{Clipping.MINMAX, Clipping.PERCENTILE, Clipping.ENTROPY}) {
                assertThat(sought)
                        .isLessThan(1.02 * histogram.error(new RangeSearch(other, 99, false).grid(histogram, bits)));
            }
        }
    }
}
