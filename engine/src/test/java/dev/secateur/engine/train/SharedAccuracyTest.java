package dev.secateur.engine.train;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Real models are as accurate as is known of them, in ONNX Runtime and in our own execution.
///
/// `-Dsecateur.pictures=10000` takes all test pictures, which the known figures are for; without it the first 300 serve.
final class SharedAccuracyTest {

    private static final Path DATA = Path.of("..", "..", "shared", "data");
    private static final int WHOLE = 10_000;

    @ParameterizedTest
    @CsvSource({"cifar10_resnet20_bn_clean.onnx, 0.9173", "cifar10_resnet56_bn_clean.onnx, 0.9339"})
    void bothExecutionsCountTheSame(String model, double known) throws Exception {
        assumeTrue(Files.isDirectory(DATA.resolve("cifar10")), "CIFAR-10 is not beside the repository");
        Graph graph = OnnxReader.read(DATA.resolve("onnx").resolve(model));
        Dataset test = Holdout.first(
                new Datasets(name -> null, 0).open("cifar10:" + DATA.resolve("cifar10"), Split.TEST),
                Integer.getInteger("secateur.pictures", 300));
        Evaluation reference;
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(1))) {
            reference = Evaluator.run(session, graph, test,
                    new EvaluationPlan(Normalisation.imageNet(), 100, test.size()), Progress.none());
        }
        TrainInput input = new TrainInput(graph, new TrainInput.Pictures(test, null, Normalisation.imageNet()),
                Trainings.config(1), null, TrainInput.Conditions.of(1, 1));
        try (Objective objective = Objective.of(Head.of(graph), input);
                TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Meter own = new HeldOut(test, Normalisation.imageNet(), 100).judge(network, objective, Progress.none());
            assertThat(own.accuracy(true)).isEqualTo(reference.top1());
            assertThat(own.meanLoss()).isCloseTo(reference.loss(), within(1e-4));
        }
        if (test.size() == WHOLE) {
            assertThat(reference.top1()).isEqualTo(known);
        }
    }
}
