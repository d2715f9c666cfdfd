package dev.secateur.engine.compress.proxylessnas;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ArchitectTest {

    @Test
    void slopesGoBackToParametersAsFiniteDifferencesSay() {
        double[] alphas = {0.3, -1.2, 0.8, 0.1};
        double[] values = {2, -1, 0.5, 3};
        double[] back = Softmax.back(Softmax.of(alphas), values);
        for (int i = 0; i < alphas.length; i++) {
            double step = 1e-6;
            double[] more = alphas.clone();
            double[] less = alphas.clone();
            more[i] += step;
            less[i] -= step;
            assertThat(back[i]).isCloseTo((mean(more, values) - mean(less, values)) / (2 * step), within(1e-7));
        }
    }

    private static double mean(double[] alphas, double[] values) {
        double[] p = Softmax.of(alphas);
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] * values[i];
        }
        return sum;
    }

    @Test
    void rescalingLeavesTheProbabilitiesOfAllOtherOperations() {
        double[][] before = {{0.3, -1.2, 0.8, 0.1}, {2, 2}};
        double[][] after = {{0.5, -1.2, 0.2, 0.1}, {2.5, 1}};
        double[][] rescaled = Architect.rescaled(before, after, new int[][]{{0, 2}, {1, 0}});

        assertThat(Softmax.of(rescaled[0])[1]).isCloseTo(Softmax.of(before[0])[1], within(1e-14));
        assertThat(Softmax.of(rescaled[0])[3]).isCloseTo(Softmax.of(before[0])[3], within(1e-14));
        assertThat(rescaled[0][0] - rescaled[0][2]).isCloseTo(0.3, within(1e-14));
        assertThat(Softmax.of(rescaled[1])).containsExactly(Softmax.of(after[1]), within(1e-14));
    }

    @Test
    void rewardsAboveTheBaselineMakeWhatWasDrawnLikelier() {
        double[][] shares = {{0.5, 0.5}, {0.2, 0.8}};
        double[][] gradients = Architect.policyGradients(shares, new int[][]{{0, 1}, {1, 1}}, new double[]{0.8, 0.4},
                0.6);

        assertThat(gradients[0][0]).isNegative();
        assertThat(gradients[0][1]).isPositive();
        assertThat(gradients[1]).containsExactly(new double[]{0, 0}, within(1e-15));
    }

    @Test
    void theExpectedCostOfASureChoiceIsTheSumOfItsOperations() {
        Costs costs = new Costs(CostKind.TIME, 100, List.of(new double[]{5, 7}, new double[]{1, 2, 3}));

        assertThat(costs.expected(new double[][]{{0, 1}, {1, 0, 0}})).isEqualTo(costs.of(new int[]{1, 0}))
                .isEqualTo(108);
        assertThat(costs.expected(new double[][]{{0.5, 0.5}, {0, 0.5, 0.5}})).isEqualTo(108.5);
        assertThat(costs.of(costs.least())).isEqualTo(106);
        assertThat(costs.of(costs.most())).isEqualTo(110);
    }

    @Test
    void slopesOfBothLossesWithTheCostAreThoseOfFiniteDifferences() {
        for (CostLoss loss : CostLoss.values()) {
            CostConfig d = CostConfig.defaults();
            Pressure pressure = new Pressure(new CostConfig(CostKind.TIME, loss, 0.6, d.factor(), d.power(), d.lambda(),
                    d.reward(), "", false, 0), 200);
            double step = 1e-3;
            double slope = (pressure.loss(1.7, 300 + step) - pressure.loss(1.7, 300 - step)) / (2 * step);
            assertThat(pressure.on(1.7, 300).slope()).isCloseTo(slope, within(1e-9));
        }
    }

    @Test
    void parametersFarBelowAreLiftedSoThatTwoCanBeDrawn() {
        try (Alphas alphas = new Alphas(List.of(3), 1)) {
            alphas.assign(new double[][]{{1000, 0, -5}});
            double[] p = alphas.probabilities()[0];

            assertThat(p[1]).isPositive();
            int[] pair = Softmax.drawTwo(p, new SplittableRandom(1));
            assertThat(pair[0]).isNotEqualTo(pair[1]);
        }
    }

    @Test
    void theFirstBaselineIsTheFirstMean() throws ProblemException {
        try (Alphas alphas = new Alphas(List.of(2), 1)) {
            assertThat(alphas.baseline(0.4, 0.9)).isEqualTo(0.4);
            assertThat(alphas.baseline(0.8, 0.9)).isEqualTo(0.4);
            assertThat(alphas.baseline(0.8, 0.9)).isCloseTo(0.44, within(1e-12));
        }
    }
}
