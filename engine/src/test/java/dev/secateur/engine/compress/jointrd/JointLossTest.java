package dev.secateur.engine.compress.jointrd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.FirstWeights;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Two taps, three paths: a ResNet-14 on 16 × 16 pixels.
final class JointLossTest {

    private static final Graph GRAPH = ResNet.of(14, new Pictures(3, 16, 10), 1);
    private static final PlainPlan PLAN = PlainPlan.of(GRAPH, Shortcuts.DOWNSAMPLING);
    private static final Graph STUDENT = FirstWeights.draw(PLAN.derive(), 7);

    @BeforeAll
    static void usesOneThread() {
        Torch.setThreads(1);
        Torch.setSeed(1);
    }

    private static Guidance guidance(FeatureLoss feature, double weight, Tails tails) {
        return new Guidance(TeacherForm.PRETRAINED, feature, weight, 0.5, 4, tails);
    }

    private static List<Connector> connectors(FeatureLoss feature) {
        List<Connector> all = new ArrayList<>();
        for (int i = 0; feature == FeatureLoss.MARGIN && i < 3; i++) {
            all.add(new Connector("connector/" + i, 64, 3));
        }
        return all;
    }

    /// A pass of eight pictures through the plain network.
    private static JointLoss.Pass pass(TrainableGraph student, Teacher teacher) {
        Torch.setSeed(5);
        Var pictures = Var.normal(8, 3, 16, 16);
        Var labels = Var.of(new long[]{0, 1, 2, 3, 4, 5, 6, 7});
        List<Value> wanted = new ArrayList<>(PLAN.taps().stream().map(PlainPlan.Tap::student).toList());
        Value scores = STUDENT.outputs().getFirst();
        wanted.add(scores);
        Map<Value, Var> found = student.run(Map.of(STUDENT.inputs().getFirst(), pictures), wanted, Mode.TRAIN);
        return new JointLoss.Pass(pictures, labels,
                Losses.crossEntropy(Objects.requireNonNull(found.get(scores)), labels, 0), found,
                Var.of(teacher.margins(List.of(pictures.toTensor()))));
    }

    private record Outcome(double loss, List<Tensor> gradients, List<Double> paths) {}

    /// Loss and gradients of all weights of the plain network and of the connectors.
    private static Outcome outcome(FeatureLoss feature, Tails tails, double joint) throws Exception {
        List<Connector> connectors = connectors(feature);
        try (Scope scope = Scope.open();
                Teacher teacher = new Teacher(GRAPH, PLAN);
                TrainableGraph student = TrainableGraph.of(STUDENT, ExecutionOptions.defaults())) {
            JointLoss loss = new JointLoss(teacher, PLAN.inner(), PLAN.last(), guidance(feature, 0.01, tails),
                    connectors);
            JointLoss.Judged judged = loss.judge(pass(student, teacher), joint);
            List<Var> values = new ArrayList<>(student.trainedValues());
            connectors.forEach(c -> c.parameters().forEach(p -> values.add(p.value())));
            return new Outcome(judged.loss().item(), Gradients.of(judged.loss(), values).orZeros().stream()
                    .map(Var::toTensor).toList(), judged.paths());
        } finally {
            connectors.forEach(Connector::close);
        }
    }

    @ParameterizedTest
    @EnumSource(FeatureLoss.class)
    void oneAfterTheOtherGivesTheGradientsOfAllTogether(FeatureLoss feature) throws Exception {
        Outcome together = outcome(feature, Tails.TOGETHER, 0.75);
        Outcome alone = outcome(feature, Tails.ONE, 0.75);
        assertThat(alone.loss()).isCloseTo(together.loss(), within(1e-5 * together.loss()));
        assertThat(alone.paths()).isEqualTo(together.paths()).hasSize(2);
        for (int i = 0; i < together.gradients().size(); i++) {
            double[] a = together.gradients().get(i).toDoubles();
            double[] b = alone.gradients().get(i).toDoubles();
            double largest = 1e-6;
            for (double value : a) {
                largest = Math.max(largest, Math.abs(value));
            }
            for (int j = 0; j < a.length; j++) {
                assertThat(b[j]).isCloseTo(a[j], within(1e-3 * largest));
            }
        }
    }

    @Test
    void theLossIsTheMeanOverThePathsWithTheirWeight() throws Exception {
        double none = outcome(FeatureLoss.MSE, Tails.TOGETHER, 0).loss();
        double half = outcome(FeatureLoss.MSE, Tails.TOGETHER, 0.5).loss();
        double whole = outcome(FeatureLoss.MSE, Tails.TOGETHER, 1).loss();
        assertThat(half - none).isCloseTo((whole - none) / 2, within(1e-4 * whole));
        try (Scope scope = Scope.open();
                Teacher teacher = new Teacher(GRAPH, PLAN);
                TrainableGraph student = TrainableGraph.of(STUDENT, ExecutionOptions.defaults())) {
            JointLoss.Pass pass = pass(student, teacher);
            Var last = Objects.requireNonNull(pass.found().get(PLAN.last().student()));
            double own = pass.entropy().item()
                    + 0.01 * FeatureDistance.squared(last, teacher.last(pass.pictures())).item();
            assertThat(none).isCloseTo(own / 3, within(1e-5 * own));
        }
    }

    /// The gradient of what is read behind tap k reaches the stages up to it and no later one.
    @Test
    void aJointPathTrainsTheStagesBeforeItsTapAlone() throws Exception {
        try (Scope scope = Scope.open();
                Teacher teacher = new Teacher(GRAPH, PLAN);
                TrainableGraph student = TrainableGraph.of(STUDENT, ExecutionOptions.defaults())) {
            JointLoss.Pass pass = pass(student, teacher);
            for (int k = 0; k < 2; k++) {
                PlainPlan.Tap tap = PLAN.inner().get(k);
                Var features = Objects.requireNonNull(pass.found().get(tap.student()));
                Var entropy = Losses.crossEntropy(teacher.from(tap.teacher(), features).scores(), pass.labels(), 0);
                Gradients gradients = Gradients.keepingTape(entropy, student.trainedValues());
                List<Parameter> trained = student.trained();
                for (int i = 0; i < trained.size(); i++) {
                    boolean later = trained.get(i).name().matches("(layer[" + (k + 2) + "-9]|fc).*");
                    boolean reached = gradients.at(i).map(g -> g.abs().max().item() > 0).orElse(false);
                    assertThat(reached).as(trained.get(i).name()).isEqualTo(!later);
                }
            }
        }
    }

    @Test
    void theTeacherHasNoTrainedWeights() throws Exception {
        try (Teacher teacher = new Teacher(GRAPH, PLAN)) {
            assertThat(teacher.network().trained()).isEmpty();
        }
    }

    @Test
    void ownFeaturesOfTheTeacherGiveItsOwnScores() throws Exception {
        try (Scope scope = Scope.open();
                Teacher teacher = new Teacher(GRAPH, PLAN);
                TrainableGraph network = TrainableGraph.of(GRAPH, ExecutionOptions.defaults())) {
            Var pictures = Var.normal(4, 3, 16, 16);
            Value scores = GRAPH.outputs().getFirst();
            for (PlainPlan.Tap tap : PLAN.inner()) {
                Map<Value, Var> found = network.run(Map.of(GRAPH.inputs().getFirst(), pictures),
                        List.of(tap.teacher(), scores), Mode.EVAL);
                float[] whole = Objects.requireNonNull(found.get(scores)).toFloats();
                float[] from = teacher.from(tap.teacher(), Objects.requireNonNull(found.get(tap.teacher()))).scores()
                        .toFloats();
                for (int i = 0; i < whole.length; i++) {
                    assertThat(from[i]).isCloseTo(whole[i], within(1e-4f));
                }
            }
        }
    }

    @Test
    void marginsComeFromTheLastNormalisationOrFromPictures() throws Exception {
        try (Scope scope = Scope.open(); Teacher stated = new Teacher(GRAPH, PLAN)) {
            Tensor pictures = Var.normal(16, 3, 16, 16).toTensor();
            float[] margins = stated.margins(List.of()).toFloats();
            Graph folded = Preparation.folded(GRAPH, dev.secateur.engine.job.Progress.none());
            try (Teacher measured = new Teacher(folded, PlainPlan.of(folded, Shortcuts.DOWNSAMPLING))) {
                float[] found = measured.margins(List.of(pictures)).toFloats();
                assertThat(found).hasSameSizeAs(margins);
                for (int c = 0; c < found.length; c++) {
                    assertThat(found[c]).isNegative();
                    assertThat(margins[c]).isNegative();
                }
            }
        }
    }

    @Test
    void whereTheTeacherIsInactiveOnlyWhatLiesAboveTheMarginCounts() {
        try (Scope scope = Scope.open()) {
            Var wanted = Var.of(new float[]{1, 1, -0.5f, -0.5f, -3, -3}, 1, 1, 1, 6);
            Var found = Var.of(new float[]{0, 3, -2, 0.5f, -2, 0}, 1, 1, 1, 6);
            Var margins = Var.of(new float[]{-1}, 1, 1, 1, 1);
            // 1 + 4 where it is active; 0 + 1 above the teacher's value; 0 + 1 above the margin of -1.
            assertThat(FeatureDistance.margin(found, wanted, margins).item()).isCloseTo(7, within(1e-6));
            assertThat(FeatureDistance.squared(found, wanted).item()).isCloseTo(1 + 4 + 2.25 + 1 + 1 + 9, within(1e-5));
        }
    }
}
