package dev.secateur.engine.compress.haq;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.hardware.bits.BitCosts;
import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.Quantity;

import static org.assertj.core.api.Assertions.assertThat;

class AgentTest {

    /// 1/14 gives 2.0 and a half gives 5.0; 0 gives 1.5, which goes to the even 2, and 1 gives 8.5, which goes to 8 and not to 9.
    @ParameterizedTest
    @CsvSource({"0, 2", "0.0714285714, 2", "0.2, 3", "0.5, 5", "0.93, 8", "1, 8"})
    void actionsRoundToBits(double action, int bits) {
        assertThat(BitAction.bits(action)).isEqualTo(bits);
    }

    /// Costs as many as there are bits.
    private record Counted() implements HardwareModel {

        @Override
        public String id() {
            return "counted";
        }

        @Override
        public String title() {
            return "Counted";
        }

        @Override
        public OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations) {
            return OptionalDouble.of(weights + activations);
        }
    }

    private static BitTask task(double ratio) throws Exception {
        BitLayer layer = new BitLayer("a", 10, 10, 1, 1, 1, 4, 4);
        List<BitLayer> layers = List.of(layer, layer, layer, layer);
        return BitTask.of(layers, BitCosts.of(new Counted(), Quantity.LATENCY, layers), false, new Goal(
                Quantity.LATENCY, Hardware.TABLE, "", ratio, 0));
    }

    /// 64 bits in all: 60 take two layers' bits, 62 those of the last free layer alone.
    @Test
    void bitsGoFromTheLastFreeLayerActivationsFirst() throws Exception {
        BitTask task = task(0.9375);
        int[][] policy = task.within(task.uniform(8));
        assertThat(PolicyText.of(policy)).isEqualTo("8/8 7/7 7/7 8/8");
        assertThat(PolicyText.of(task(0.97).within(task.uniform(8)))).isEqualTo("8/8 8/8 7/7 8/8");
    }

    @Test
    void aPolicyWithinTheBudgetStaysAsItIs() throws Exception {
        BitTask task = task(1);
        int[][] policy = {{8, 8}, {5, 3}, {2, 7}, {8, 8}};
        assertThat(PolicyText.of(task.within(policy))).isEqualTo(PolicyText.of(policy));
    }

    @Test
    void explorationStaysWithinZeroAndOne() {
        SplittableRandom random = new SplittableRandom(1);
        double[] drawn = new double[2000];
        Arrays.setAll(drawn, i -> Agent.truncatedNormal(i % 2, 0.5, random));
        assertThat(Arrays.stream(drawn).allMatch(d -> d >= 0 && d <= 1)).isTrue();
        assertThat(Arrays.stream(drawn).average().orElseThrow()).isBetween(0.45, 0.55);
    }

    /// Where more is better, the agent does more, and less where less is.
    @ParameterizedTest
    @CsvSource({"1, 0.7, 1", "-1, 0, 0.3"})
    void theAgentLearnsWhatIsRewarded(double rewarded, double least, double most) {
        SplittableRandom random = new SplittableRandom(2);
        float[] seen = {0.5f, 1};
        try (Agent agent = new Agent(2, 1, 7)) {
            for (int i = 0; i < 100; i++) {
                double action = random.nextDouble();
                agent.remember(new Agent.Step(seen, action, rewarded * action, seen, true));
            }
            assertThat(agent.act(seen)).isBetween(0.4, 0.6);
            for (int i = 0; i < 80; i++) {
                agent.learn();
            }
            assertThat(agent.act(seen)).isBetween(least, most);
        }
    }

    @Test
    void observationsAreScaledOverTheLayers() {
        List<BitLayer> layers = List.of(new BitLayer("a", 3, 16, 1, 9, 1, 1024, 1024),
                new BitLayer("b", 16, 16, 16, 9, 2, 1024, 256), new BitLayer("c", 16, 32, 1, 1, 1, 256, 256));
        Observations both = new Observations(layers, false);
        assertThat(both.length()).isEqualTo(10);
        assertThat(both.of(0, 0, 1)).containsExactly(0, 0, 0, 0, 1, 288f / 368, 1, 0, 1, 0);
        assertThat(both.of(1, 1, 0.5)).containsExactly(1, 1, 0, 1, 1, 0, 1, 0.5f, 0.5f, 1);
        assertThat(new Observations(layers, true).of(2, 0, 0.25)).hasSize(9);
    }
}
