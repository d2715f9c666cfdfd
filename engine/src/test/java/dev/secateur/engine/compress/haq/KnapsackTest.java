package dev.secateur.engine.compress.haq;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class KnapsackTest {

    @Test
    void theLeastLossIsThatOfTryingEverything() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 200; trial++) {
            int groups = 1 + random.nextInt(5);
            int options = 1 + random.nextInt(6);
            double[][] cost = drawn(random, groups, options, trial % 2 == 0);
            double[][] loss = drawn(random, groups, options, trial % 3 == 0);
            double budget = groups * random.nextDouble(2, 9);
            int[] chosen = Knapsack.solve(cost, loss, budget);
            double best = everything(cost, loss, budget, 0);
            if (Double.isInfinite(best)) {
                assertThat(chosen).isEmpty();
            } else {
                assertThat(sum(cost, chosen)).isLessThanOrEqualTo(budget);
                assertThat(sum(loss, chosen)).isCloseTo(best, within(1e-9));
            }
        }
    }

    private static double[][] drawn(SplittableRandom random, int groups, int options, boolean whole) {
        double[][] numbers = new double[groups][options];
        for (double[] group : numbers) {
            for (int o = 0; o < options; o++) {
                group[o] = whole ? random.nextInt(10) : 10 * random.nextDouble();
            }
        }
        return numbers;
    }

    private static double everything(double[][] cost, double[][] loss, double left, int group) {
        if (group == cost.length) {
            return 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (int o = 0; o < cost[group].length; o++) {
            if (cost[group][o] <= left) {
                best = Math.min(best, loss[group][o] + everything(cost, loss, left - cost[group][o], group + 1));
            }
        }
        return best;
    }

    private static double sum(double[][] numbers, int[] chosen) {
        double sum = 0;
        for (int g = 0; g < chosen.length; g++) {
            sum += numbers[g][chosen[g]];
        }
        return sum;
    }

    @Test
    void manyGroupsOfManyOptionsAreSolvedAtOnce() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] cost = new double[60][49];
        double[][] loss = new double[60][49];
        for (int g = 0; g < 60; g++) {
            double weight = random.nextDouble();
            double hurt = random.nextDouble();
            for (int o = 0; o < 49; o++) {
                int w = 2 + o / 7;
                int a = 2 + o % 7;
                cost[g][o] = weight * w * a;
                loss[g][o] = hurt * (Math.pow(4, -w) + random.nextDouble() * Math.pow(4, -a));
            }
        }
        int[] chosen = Knapsack.solve(cost, loss, 600);
        assertThat(chosen).hasSize(60);
        assertThat(sum(cost, chosen)).isLessThanOrEqualTo(600);
    }
}
