package dev.secateur.engine.train;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class ScoreTest {

    private final Quarters pictures = new Quarters(230, 3);

    @Test
    void itIsWhatOnnxRuntimeSays() throws Exception {
        Graph graph = Trainer.run(Trainings.input(Trainings.config(3), null), TrainListener.none(), Progress.none())
                .graph();
        Score score = score(graph, pictures);
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults())) {
            assertThat(score.accuracy()).isCloseTo(Evaluator.run(session, graph, pictures,
                    new EvaluationPlan(Trainings.NORMALISATION, 32, pictures.size()), Progress.none()).top1(),
                    within(1e-9)).isGreaterThan(0.3);
        }
        assertThat(score.loss()).isPositive().isFinite();
    }

    @Test
    void otherClassesThanTheNetworksAreRefused() {
        Graph other = ResNet.of(8,
                new Pictures(1, 8, 3), 1);
        assertThatThrownBy(() -> score(other, pictures)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("3 classes");
    }

    private static Score score(Graph graph, Quarters pictures) throws ProblemException {
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            return Score.of(network, graph, pictures, Trainings.NORMALISATION, Progress.none());
        }
    }
}
