package dev.secateur.engine.compress.jointrd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class GuidanceTest {

    private static Guidance published(double floor) {
        return new Guidance(TeacherForm.PRETRAINED, FeatureLoss.MARGIN, 1e-3, floor, 60, Tails.TOGETHER);
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.005"})
    void theWeightOfTheJointPathsFallsAsHalfACosineAndStays(double floor) {
        Guidance guidance = published(floor);
        assertThat(guidance.joint(0)).isEqualTo(1);
        assertThat(guidance.joint(30)).isCloseTo((1 + floor) / 2, within(1e-12));
        assertThat(guidance.joint(60)).isEqualTo(floor);
        assertThat(guidance.joint(199)).isEqualTo(floor);
    }

    @Test
    void itNeverRises() {
        for (int epoch = 1; epoch < 70; epoch++) {
            assertThat(published(0.5).joint(epoch)).isLessThanOrEqualTo(published(0.5).joint(epoch - 1));
        }
    }
}
