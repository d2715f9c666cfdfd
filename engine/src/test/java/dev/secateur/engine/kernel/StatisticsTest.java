package dev.secateur.engine.kernel;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class StatisticsTest {

    @Test
    void momentsAndBinsOfAFewNumbers() {
        Statistics s = Statistics.of(Tensor.of(new float[]{-1, 0, 0, 1, 3}, 5), 4, Progress.none());
        assertThat(s.min()).isEqualTo(-1);
        assertThat(s.max()).isEqualTo(3);
        assertThat(s.mean()).isEqualTo(0.6, within(1e-12));
        assertThat(s.deviation()).isEqualTo(Math.sqrt((2.56 + 0.36 + 0.36 + 0.16 + 5.76) / 5), within(1e-12));
        assertThat(s.sparsity()).isEqualTo(0.4);
        assertThat(s.histogram()).containsExactly(1, 2, 1, 1);
    }

    @Test
    void whatIsNotFiniteIsCountedApart() {
        Statistics s = Statistics.of(Tensor.of(new float[]{Float.NaN, 2, Float.POSITIVE_INFINITY, 4}, 4), 2,
                Progress.none());
        assertThat(s.notFinite()).isEqualTo(2);
        assertThat(s.finite()).isEqualTo(2);
        assertThat(s.mean()).isEqualTo(3);
        assertThat(Arrays.stream(s.histogram()).sum()).isEqualTo(2);
    }

    @Test
    void equalElementsFallIntoOneBin() {
        Statistics s = Statistics.of(Tensor.of(new float[]{5, 5, 5}, 3), 8, Progress.none());
        assertThat(s.deviation()).isZero();
        assertThat(s.histogram()[0]).isEqualTo(3);
    }

    @Test
    void anEmptyTensorHasNoNumbers() {
        Statistics s = Statistics.of(Tensor.of(new float[0], 0), 8, Progress.none());
        assertThat(s.finite()).isZero();
        assertThat(s.min()).isZero();
    }

    @Test
    void cancellingIsObeyed() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String text) {
                assertThat(fraction).isBetween(0.0, 1.0);
            }

            @Override
            public void check() {
                throw new CancelledException();
            }
        };
        assertThatThrownBy(() -> Statistics.of(Tensor.of(new float[]{1}, 1), 2, cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
