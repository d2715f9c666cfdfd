package dev.secateur.engine.compress.jointrd;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.Quarters;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The method with its training, on pictures that are easy to tell apart.
class JointRdTrainingTest extends MethodContract<JointRdConfig> {

    private static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4},
            new double[]{0.25});

    @Override
    protected Method<JointRdConfig> method() {
        return new JointRd();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected JointRdConfig config() {
        return config(Form.JOINT, 2, Guidance.defaults());
    }

    private static JointRdConfig config(Form form, int epochs, Guidance guidance) {
        return new JointRdConfig(form, Shortcuts.DOWNSAMPLING, Start.KAIMING, epochs, 48, 16, 0.05, 5e-4, 5, guidance,
                false, false);
    }

    private static Guidance guidance(TeacherForm form, FeatureLoss feature, Tails tails) {
        return new Guidance(form, feature, 1e-3, 0.5, 4, tails);
    }

    private static Learning learning() {
        return new Learning(new TrainInput.Pictures(new Quarters(64, 1), new Quarters(32, 2), NORMALISATION),
                TrainInput.Conditions.of(5, 1), TrainListener.none());
    }

    @Override
    protected MethodResult run(Graph graph, JointRdConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        return method().run(new MethodInput<>(graph, config, samples, 5, 1, learning()), progress);
    }

    private JointRdReport.TrainingReport trained(JointRdConfig config) throws ProblemException {
        MethodResult result = run(graph(), config, null, Progress.none());
        return requireNonNull(((JointRdReport) result.report()).training());
    }

    @Test
    void aTrainingThatIsGoneOnWithTellsOfAllItsEpochs(@TempDir Path folder) throws Exception {
        Guidance both = guidance(TeacherForm.COTRAINED, FeatureLoss.MSE, Tails.TOGETHER);
        JointRdReport.TrainingReport whole = trained(config(Form.JOINT, 3, both));
        Path file = folder.resolve("plain.onnx.checkpoint");
        TrainListener stops = event -> {
            if (event instanceof TrainEvent.Stepped stepped && stepped.step() == 5) {
                throw new CancelledException();
            }
        };
        assertThatThrownBy(() -> saved(file, config(Form.JOINT, 3, both), stops))
                .isInstanceOf(CancelledException.class);
        MethodResult again = saved(file, config(Form.JOINT, 3, both), TrainListener.none());
        assertThat(requireNonNull(((JointRdReport) again.report()).training())).isEqualTo(whole);
        assertThat(whole.epochs()).hasSize(3).allMatch(e -> e.joint() > 0 && !e.paths().isEmpty());
    }

    private MethodResult saved(Path file, JointRdConfig config, TrainListener listener) throws ProblemException {
        TrainInput.Conditions conditions = new TrainInput.Conditions(5, 1,
                new TrainInput.Checkpoints(file, Duration.ZERO, true), new Pause());
        return method().run(new MethodInput<>(graph(), config, null, 5, 1,
                new Learning(learning().pictures(), conditions, listener)), Progress.none());
    }

    /// The head also reads what the first stage made, which the plain network's features at that place do not give.
    @Test
    void aTeacherThatCannotBeEnteredIsRefused() {
        Graph graph = graph();
        PlainPlan plan = PlainPlan.of(graph, Shortcuts.DOWNSAMPLING);
        GraphEditor editor = graph.edit();
        Value early = editor.addNode(new Reduce(Reduce.Kind.MEAN, List.of(1L, 2L, 3L), false, false), "early",
                plan.blocks().getFirst().main()).output();
        Value column = editor.addNode(new Unsqueeze(List.of(1L)), "column", early).output();
        Value scores = graph.outputs().getFirst();
        Value sum = editor.addNode(new Binary(Binary.Kind.ADD), "sum", scores, column).output();
        editor.setOutputs(List.of(sum));
        Graph odd = editor.build();
        assertThat(((Applicability.No) method().applicability(odd, config())).reason())
                .contains("also reads values from before it", "dirac-kd");
        assertThat(method().applicability(odd, config(Form.DIRAC_KD, 2, Guidance.defaults())))
                .isEqualTo(Applicability.yes());
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void everyFormTrainsAndTellsHowItsPathsWent(Form form) throws Exception {
        JointRdReport.TrainingReport report = trained(config(form, 2, Guidance.defaults()));
        assertThat(report.form()).isEqualTo(form);
        assertThat(report.pictures()).isEqualTo(48);
        assertThat(report.epochs()).hasSize(2).allSatisfy(e -> {
            assertThat(e.paths()).hasSize(form == Form.JOINT ? 2 : 0)
                    .allSatisfy(p -> assertThat(p).isBetween(0.0, 1.0));
            assertThat(e.heldOut()).isNotNull();
            assertThat(e.teacher()).isNull();
        });
        assertThat(report.epochs()).extracting(JointRdReport.Epoch::joint)
                .isEqualTo(form == Form.JOINT ? List.of(1.0, Guidance.defaults().joint(1)) : List.of(0.0, 0.0));
    }

    @ParameterizedTest
    @EnumSource(FeatureLoss.class)
    void aTeacherThatIsTrainedBesideLearns(FeatureLoss feature) throws Exception {
        JointRdReport.TrainingReport report = trained(
                config(Form.JOINT, 6, guidance(TeacherForm.COTRAINED, feature, Tails.ONE)));
        List<Double> losses = report.epochs().stream().map(e -> requireNonNull(e.teacher())).toList();
        assertThat(losses.getLast()).isLessThan(0.8 * losses.getFirst());
    }

    /// Training pictures are mirrored at random, so left and right cannot be told apart: half is what can be learned, a quarter is
    /// guessed.
    @Test
    void itLearnsWhatTheLabelsSay() throws Exception {
        JointRdReport.TrainingReport report = trained(config(Form.JOINT, 12, Guidance.defaults()));
        assertThat(report.epochs().get(report.bestEpoch() - 1).heldOut()).isGreaterThan(0.4);
    }

    @Test
    void aFoldedModelIsTrainedWithNormalisationsAndCanBeFoldedAgain() throws Exception {
        Graph folded = Preparation.folded(graph(), Progress.none());
        JointRdConfig config = new JointRdConfig(Form.JOINT, Shortcuts.NONE, Start.TEACHER, 1, 48, 16, 0.05, 5e-4, 5,
                Guidance.defaults(), true, false);
        MethodResult result = run(folded, config, null, Progress.none());
        assertThat(((JointRdReport) result.report()).normalisationsRecreated()).isEqualTo(9);
        assertThat(result.graph().nodes()).noneMatch(n -> n.op() instanceof BatchNormalization);
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-4);
    }

    @Test
    void otherClassesThanTheModelsAreRefused() {
        Graph ten = ResNet.of(8, new Pictures(1, 8, 10), 3);
        assertThatThrownBy(() -> run(ten, config(), null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("10 classes");
    }

    @Test
    void picturesOfAnotherSizeAreRefused() {
        Graph large = ResNet.of(8, new Pictures(3, 16, 4), 3);
        assertThatThrownBy(() -> run(large, config(), null, Progress.none())).isInstanceOf(ProblemException.class)
                .hasMessageContaining("1×8×8");
    }

    @Test
    void theTeacherStaysAsItWas() throws Exception {
        Graph graph = graph();
        byte[] before = OnnxWriter.encode(graph);
        run(graph, config(Form.JOINT, 1, guidance(TeacherForm.PRETRAINED, FeatureLoss.MSE, Tails.TOGETHER)), null,
                Progress.none());
        assertThat(OnnxWriter.encode(graph)).isEqualTo(before);
    }
}
