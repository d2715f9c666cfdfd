package dev.secateur.engine.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class DistillationTest {

    @TempDir
    private Path folder = Path.of(".");

    private final Graph teacher = Trainings.network(2);

    @Test
    void fromTheTeacherAloneTheStudentComesToSayTheSameWhateverTheLabels() throws Exception {
        Distillation alone = new Distillation(teacher, 1, 2, List.of(), 0);
        TrainResult result = train(Trainings.network(1), alone);
        assertThat(result.epochs().getLast().heldOutLoss()).isLessThan(result.epochs().getFirst().loss() / 3);
        assertThat(result.epochs().getLast().accuracy()).isNull();
        assertThat(distance(result.graph())).isLessThan(distance(Trainings.network(1)) / 2);
    }

    @Test
    void aStudentThatIsItsOwnTeacherHasNothingToLearn() throws Exception {
        TrainInput input = input(teacher, new Distillation(teacher, 1, 4, List.of(), 0));
        try (Objective objective = Objective.of(Head.of(teacher), input);
                dev.secateur.engine.autograd.TrainableGraph network = dev.secateur.engine.autograd.TrainableGraph
                        .of(teacher, dev.secateur.engine.autograd.ExecutionOptions.defaults())) {
            Meter judged = new HeldOut(new Quarters(16, 3), Trainings.NORMALISATION, 8).judge(network, objective,
                    Progress.none());
            assertThat(judged.meanLoss()).isLessThan(1e-6);
        }
    }

    @Test
    void featuresAreBroughtTogetherToo() throws Exception {
        Graph student = Trainings.network(1);
        Distillation features = new Distillation(teacher, 1, 4,
                List.of(new Distillation.Pair(pooled(student), pooled(teacher))), 1);
        TrainResult with = train(student, features);
        assertThat(with.epochs().getLast().loss()).isLessThan(with.epochs().getFirst().loss());
        assertThat(Trainings.weights(with.graph()))
                .isNotEqualTo(Trainings.weights(train(student, new Distillation(teacher, 1, 4, List.of(), 0)).graph()));
    }

    @Test
    void networksThatAreNoClassifiersLearnFromATeacherAlone() throws Exception {
        Graph student = withoutHead(Trainings.network(1));
        Graph example = withoutHead(teacher);
        TrainResult result = train(student, new Distillation(example, 1, 4, List.of(), 0));
        assertThat(result.epochs().getLast().heldOutLoss()).isLessThan(result.epochs().getFirst().loss());
        assertThatThrownBy(() -> Trainer.run(input(student, null), TrainListener.none(), Progress.none()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("not one score for each class", "teacher");
    }

    @Test
    void refusesATeacherForAnotherTask() {
        Graph other = ResNet.of(8, new Pictures(1, 8, 10), 1);
        assertThatThrownBy(() -> train(Trainings.network(1), Distillation.of(other)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("10 classes", "the model 4");
    }

    @Test
    void aTrainingGoesOnWithTheSameTeacherAlone() throws Exception {
        TrainInput.Checkpoints kept = new TrainInput.Checkpoints(folder.resolve("checkpoint"), Duration.ZERO, true);
        Distillation same = Distillation.of(teacher);
        CancelAfter cancel = new CancelAfter(3);
        Trainer.run(saved(same, kept), cancel, cancel);
        for (Distillation other : List.of(Distillation.of(Trainings.network(3)),
                new Distillation(teacher, 0.5, 4, List.of(), 0))) {
            assertThatThrownBy(() -> Trainer.run(saved(other, kept), TrainListener.none(), Progress.none()))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("another teacher");
        }
        assertThatThrownBy(() -> Trainer.run(saved(null, kept), TrainListener.none(), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("another teacher");
        assertThat(Trainer.run(saved(same, kept), TrainListener.none(), Progress.none()).ending())
                .isEqualTo(TrainEvent.Ending.DONE);
    }

    private static TrainInput saved(@Nullable Distillation distillation, TrainInput.Checkpoints kept) {
        TrainInput plain = Trainings.input(Trainings.config(6), kept);
        return new TrainInput(Trainings.network(1), plain.pictures(), plain.config(), distillation, plain.conditions());
    }

    private static Value pooled(Graph graph) {
        return graph.nodes().stream().filter(n -> n.op() instanceof GlobalPool).map(Node::output).findFirst()
                .orElseThrow();
    }

    /// Ends with the pictures before the pooling.
    private static Graph withoutHead(Graph graph) {
        Node pool = graph.nodes().stream().filter(n -> n.op() instanceof GlobalPool).findFirst().orElseThrow();
        GraphEditor editor = graph.edit();
        editor.setOutputs(List.of(pool.input(0)));
        editor.removeUnused();
        return editor.build();
    }

    private double distance(Graph graph) throws ProblemException {
        Tensor pictures = Batches.of(new Quarters(16, 9), Trainings.NORMALISATION, 0, 16);
        double sum = 0;
        double[] found = scores(graph, pictures);
        double[] wanted = scores(teacher, pictures);
        for (int i = 0; i < found.length; i++) {
            sum += Math.abs(found[i] - wanted[i]);
        }
        return sum;
    }

    private static double[] scores(Graph graph, Tensor pictures) throws ProblemException {
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(1))) {
            return session.run(Map.of("input", pictures), Progress.none()).values().iterator().next().toDoubles();
        }
    }

    private static TrainInput input(Graph student, @Nullable Distillation distillation) {
        TrainInput plain = Trainings.input(Trainings.config(6), null);
        return new TrainInput(student, plain.pictures(), plain.config(), distillation, plain.conditions());
    }

    private static TrainResult train(Graph student, Distillation distillation) throws ProblemException {
        return Trainer.run(input(student, distillation), TrainListener.none(), Progress.none());
    }
}
