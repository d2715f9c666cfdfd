package dev.secateur.engine.compress.jointrd;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class MarginTest {

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 1", "-0.3, 0.2", "1, 0.5"})
    void itIsTheMeanOfWhatIsNegative(double mean, double deviation) {
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < 400_000; i++) {
            double value = mean + deviation * random.nextGaussian();
            if (value < 0) {
                sum += value;
                count++;
            }
        }
        assertThat(Margin.of(mean, deviation)).isCloseTo(sum / count, within(0.01));
    }

    @Test
    void aChannelThatIsHardlyEverNegativeGetsThreeDeviations() {
        assertThat(Margin.of(4, 1)).isEqualTo(-3);
        assertThat(Margin.of(2, 0)).isEqualTo(0);
    }
}
