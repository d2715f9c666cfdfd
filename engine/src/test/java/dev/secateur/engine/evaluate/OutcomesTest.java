package dev.secateur.engine.evaluate;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class OutcomesTest {

    private static final List<String> CLASSES = List.of("a", "b", "c");

    private final Outcomes outcomes = outcomes(0, 1, 1, 0);

    @Test
    void countsByTrueAndPredictedClass() {
        assertThat(outcomes.confusion()).isDeepEqualTo(new int[][]{{1, 1, 0}, {1, 1, 0}, {0, 0, 0}});
        assertThat(outcomes.perClass()).containsExactly(0.5, 0.5, Double.NaN);
    }

    @Test
    void agreesWithAnotherNetworkWhereBothSayTheSame() {
        assertThat(outcomes.agreement(outcomes(0, 1, 2, 1))).isEqualTo(0.5);
        assertThat(outcomes.disagreements(outcomes(0, 1, 2, 1))).containsExactly(
                new Outcomes.Disagreement(2, 0, 1, 2), new Outcomes.Disagreement(3, 1, 0, 1));
        Outcomes others = new Outcomes(CLASSES, new int[]{9}, new int[]{0}, new int[]{0});
        assertThatThrownBy(() -> outcomes.agreement(others)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void wilsonsIntervalHasTheValuesOfTheTextbook() {
        Interval tenOfTen = Interval.wilson(1, 10);
        assertThat(tenOfTen.low()).isCloseTo(0.7225, within(1e-4));
        assertThat(tenOfTen.high()).isCloseTo(1, within(1e-12));
        Interval half = Interval.wilson(0.5, 100);
        assertThat(half.low()).isCloseTo(0.4038, within(1e-4));
        assertThat(half.high()).isCloseTo(0.5962, within(1e-4));
    }

    @Test
    void whatIsCloseToGuessingIsCalledSo() {
        assertThat(evaluation(0.35).isNearChance()).isTrue();
        assertThat(evaluation(0.6).isNearChance()).isFalse();
        assertThat(evaluation(0.35).chance()).isCloseTo(1 / 3.0, within(1e-12));
    }

    private Evaluation evaluation(double top1) {
        return new Evaluation(100, top1, 1, 1, outcomes, List.of());
    }

    /// Of pictures of the classes a, b, a, b.
    private static Outcomes outcomes(int... predicted) {
        return new Outcomes(CLASSES, new int[]{0, 1, 2, 3}, new int[]{0, 1, 0, 1}, predicted);
    }
}
