package dev.secateur.engine.autograd;

import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;

class TrainableGraphTest {

    @BeforeAll
    static void usesOneThread() {
        Torch.setThreads(1);
        Torch.setSeed(1);
    }

    @Test
    void aStepAgainstTheGradientLowersTheLoss() throws ProblemException {
        Graph graph = ResNet.of(20, Pictures.cifarTen(), 3);
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            List<Var> trained = network.trainedValues();
            double first = 0;
            double last = 0;
            try (Scope all = Scope.open()) {
                Var pictures = Var.normal(16, 3, 32, 32);
                Var labels = Var.of(new long[]{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5});
                for (int i = 0; i < 5; i++) {
                    try (Scope step = Scope.open()) {
                        Var loss = Losses.crossEntropy(network.forward(pictures, Mode.TRAIN), labels, 0);
                        List<Var> gradients = Gradients.of(loss, trained).orZeros();
                        Update.addScaled(trained, -0.05, gradients);
                        last = loss.item();
                        first = i == 0 ? last : first;
                    }
                }
            }
            assertThat(last).isLessThan(0.8 * first);
            assertThat(network.freeze()).isNotSameAs(graph);
        }
    }

    @Test
    void anUntrainedGraphFreezesToItself() throws ProblemException {
        Graph graph = ResNet.of(20, Pictures.cifarTen(), 3);
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            assertThat(network.freeze()).isSameAs(graph);
            assertThat(network.parameters()).hasSize(3 * (1 + 18 + 2) + 2);
        }
    }
}
