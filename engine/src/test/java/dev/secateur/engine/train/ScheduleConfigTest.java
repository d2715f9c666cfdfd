package dev.secateur.engine.train;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class ScheduleConfigTest {

    @Test
    void risesInAStraightLineAndFallsAsACosine() {
        ScheduleConfig schedule = new ScheduleConfig(ScheduleConfig.Shape.COSINE, 1);
        assertThat(schedule.factor(0, 4, 20)).isEqualTo(0.25);
        assertThat(schedule.factor(3, 4, 20)).isEqualTo(1);
        assertThat(schedule.factor(4, 4, 20)).isEqualTo(1);
        assertThat(schedule.factor(12, 4, 20)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.factor(19, 4, 20)).isCloseTo(0.5 * (1 + Math.cos(Math.PI * 15 / 16)), within(1e-12));
    }

    @Test
    void fallsInSteps() {
        ScheduleConfig schedule = new ScheduleConfig(ScheduleConfig.Shape.STEP, 0);
        assertThat(schedule.factor(49, 10, 100)).isEqualTo(1);
        assertThat(schedule.factor(50, 10, 100)).isEqualTo(0.1);
        assertThat(schedule.factor(75, 10, 100)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void stays() {
        assertThat(new ScheduleConfig(ScheduleConfig.Shape.CONSTANT, 0).factor(99, 10, 100)).isEqualTo(1);
    }
}
