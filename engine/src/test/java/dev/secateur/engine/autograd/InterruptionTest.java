package dev.secateur.engine.autograd;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class InterruptionTest {

    private static final Graph GRAPH = ResNet.of(8, new Pictures(1, 8, 4), 1);

    private int asked;
    private int last = Integer.MAX_VALUE;

    private final Interruption interruption = new Interruption(() -> {
        if (++asked > last) {
            throw new CancelledException();
        }
    });

    @Test
    void endsAPassAtEachNodeForwardAndBackwardAndLeavesTheNetworkUsable() throws Exception {
        try (TrainableGraph network = TrainableGraph.of(GRAPH, ExecutionOptions.defaults())) {
            List<float[]> plain = gradients(network);
            network.interruptBy(interruption);
            assertThat(gradients(network)).usingRecursiveComparison().isEqualTo(plain);
            assertThat(asked).as("asks while it is not active").isZero();
            interruption.setActive(true);
            assertThat(gradients(network)).usingRecursiveComparison().isEqualTo(plain);
            int whole = asked;
            // Each node once on the way there, and once on the way back where a gradient passes.
            assertThat(whole).isGreaterThan(GRAPH.nodes().size() * 3 / 2);
            for (int most : new int[]{0, GRAPH.nodes().size() / 2, GRAPH.nodes().size(), whole - 1}) {
                asked = 0;
                last = most;
                assertThatThrownBy(() -> gradients(network)).as("after %s", most)
                        .isInstanceOf(CancelledException.class);
                assertThat(asked).isEqualTo(most + 1);
            }
            last = Integer.MAX_VALUE;
            assertThat(gradients(network)).usingRecursiveComparison().isEqualTo(plain);
        }
    }

    private List<float[]> gradients(TrainableGraph network) {
        try (Scope scope = Scope.open()) {
            float[] pictures = new float[2 * 64];
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] = (float) Math.sin(i);
            }
            Var scores = network.forward(Var.of(pictures, 2, 1, 8, 8), Mode.TRAIN);
            Var loss = Losses.crossEntropy(scores, Var.of(new long[]{1, 3}), 0);
            return interruption.gradients(loss, network.trainedValues()).orZeros().stream().map(Var::toFloats)
                    .toList();
        }
    }
}
