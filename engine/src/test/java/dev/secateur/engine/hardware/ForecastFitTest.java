package dev.secateur.engine.hardware;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ForecastFitTest {

    private static ForecastFit.Pair pair(double forecast, double measured) {
        return new ForecastFit.Pair(forecast, measured);
    }

    @Test
    void timesOnALineFitIt() {
        ForecastFit fit = ForecastFit.of(List.of(pair(1, 2.5), pair(2, 4.5), pair(4, 8.5)));
        assertThat(fit.correlation()).isCloseTo(1, within(1e-12));
        assertThat(fit.rankCorrelation()).isCloseTo(1, within(1e-12));
        assertThat(fit.slope()).isCloseTo(2, within(1e-12));
        assertThat(fit.intercept()).isCloseTo(0.5, within(1e-12));
        assertThat(fit.meanError()).isCloseTo((1.5 / 2.5 + 2.5 / 4.5 + 4.5 / 8.5) / 3, within(1e-12));
    }

    @Test
    void forecastsInTheWrongOrderCorrelateNegatively() {
        ForecastFit fit = ForecastFit.of(List.of(pair(1, 9), pair(2, 4), pair(3, 1)));
        assertThat(fit.rankCorrelation()).isCloseTo(-1, within(1e-12));
        assertThat(fit.correlation()).isLessThan(-0.9);
        assertThat(fit.slope()).isCloseTo(-4, within(1e-12));
    }

    @Test
    void onePointIsNoLine() {
        assertThatThrownBy(() -> ForecastFit.of(List.of(pair(1, 1)))).isInstanceOf(IllegalArgumentException.class);
    }
}
