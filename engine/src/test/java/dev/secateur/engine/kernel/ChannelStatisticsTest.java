package dev.secateur.engine.kernel;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ChannelStatisticsTest {

    @Test
    void eachOutputChannelOfAConvolutionHasItsOwnNumbers() {
        Tensor weight = Tensor.of(new float[]{3, 4, 0, 0, /**/ -1, 1, -2, Float.NaN}, 2, 2, 1, 2);
        ChannelStatistics s = ChannelStatistics.of(weight, 0, 1, Progress.none());
        ChannelStatistics.Channel first = s.channels().getFirst();
        assertThat(first.l1()).isEqualTo(7);
        assertThat(first.l2()).isEqualTo(5);
        assertThat(first.zeros()).isEqualTo(0.5);
        assertThat(first.mean()).isCloseTo(1.75, within(1e-12));
        ChannelStatistics.Channel second = s.channels().getLast();
        assertThat(second.min()).isEqualTo(-2);
        assertThat(second.max()).isEqualTo(1);
        assertThat(second.deviation()).isCloseTo(Math.sqrt(14 / 9.0), within(1e-12));
        assertThat(s.map().value(0, 0)).isCloseTo(5 / Math.sqrt(2), within(1e-12));
        assertThat(s.map().value(0, 1)).isZero();
        assertThat(s.map().value(1, 1)).isEqualTo(2);
    }

    @Test
    void aMatrixFromTheRightHasItsChannelsAcross() {
        Tensor weight = Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 2, 3);
        ChannelStatistics s = ChannelStatistics.of(weight, 1, 0, Progress.none());
        assertThat(s.channels()).extracting(ChannelStatistics.Channel::l1).containsExactly(5.0, 7.0, 9.0);
        assertThat(s.map().rows()).isEqualTo(3);
        assertThat(s.map().value(2, 1)).isEqualTo(6);
    }

    @Test
    void aLargeMatrixIsShownByCells() {
        float[] values = new float[1024 * 300];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 300 < 4 ? 2 : 1;
        }
        ChannelStatistics s = ChannelStatistics.of(Tensor.of(values, 1024, 300), 0, 1, Progress.none());
        assertThat(s.map().rows()).isEqualTo(ChannelStatistics.LARGEST_SIDE);
        assertThat(s.map().columns()).isEqualTo(ChannelStatistics.LARGEST_SIDE);
        assertThat(s.map().value(0, 0)).isEqualTo(2);
        assertThat(s.map().value(1, 0)).isEqualTo(1);
        assertThat(s.channels()).hasSize(1024);
    }
}
