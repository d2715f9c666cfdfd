package dev.secateur.engine.compress.taylor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelContract;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.Noise;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.BatchLoader;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

final class FirstOrderTest extends ChannelContract {

    private static final int PICTURES = 8;

    @Override
    protected Method<ChannelConfig> method() {
        return new FirstOrder();
    }

    @Override
    protected MethodResult run(Graph graph, ChannelConfig config, @Nullable Samples samples, Progress progress)
            throws ProblemException {
        boolean small = graph.type(graph.requiredInputs().getFirst()).display().contains("×8×8");
        return method().run(new MethodInput<>(graph, config, samples, 5, 1,
                Noise.learning(graph, PICTURES, small ? 4 : 10)), progress);
    }

    @Override
    @Test
    protected void trainingAfterTheCutNeedsData() {
        assertThatThrownBy(
                () -> method().run(new MethodInput<>(graph(), config(), null, 5, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("--data").hasMessageContaining("labelled");
    }

    @Test
    void classesThatDoNotFitAreRefused() {
        Learning other = Noise.learning(graph(), PICTURES, 7);
        assertThatThrownBy(
                () -> method().run(new MethodInput<>(graph(), config(), null, 5, 1, other), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("7");
    }

    /// Input, 1x1 convolution of three channels, mean over the picture, matrix to four classes.
    private static Graph plain(float... weights) {
        GraphEditor editor = Graph.empty(new Header("plain", 8, Map.of("", 17L), null)).edit();
        Value input = editor.addInput("x", new TensorType(DType.FLOAT,
                new Shape(List.of(Dim.of("N"), Dim.of(1), Dim.of(8), Dim.of(8)))));
        Value hidden = editor.addNode(new Conv(Window.square(1, 1, 0), 1), "first", input,
                editor.addConstant("w1", Tensor.of(new float[]{5, 1, 2}, 3, 1, 1, 1))).output();
        Value pooled = editor.addNode(new GlobalPool(GlobalPool.Kind.AVERAGE), "pool", hidden).output();
        Value flat = editor.addNode(new Flatten(1), "flat", pooled).output();
        editor.setOutputs(List.of(editor.addNode(new Gemm(1, 1, false, false), "classes", flat,
                editor.addConstant("w2", Tensor.of(weights, 3, 4)),
                editor.addConstant("b2", Tensor.of(new float[4], 4))).output()));
        return editor.build();
    }

    @Test
    void aChannelThatNobodyListensToGoesWhateverItsWeights() throws Exception {
        Graph graph = plain(0, 0, 0, 0, 1, -1, 2, 0.5f, 0, 1, -1, 3);
        MethodResult cut = run(graph, ChannelConfig.of(0.34), null, Progress.none());
        assertThat(cut.graph().constant(cut.graph().nodeNamed("first").orElseThrow().input(1)).orElseThrow().toFloats())
                .containsExactly(1, 2);
    }

    @Test
    void theImportanceIsTheSlopeOfTheLossAtAGateBehindEveryLayer() throws Exception {
        Graph graph = ResNet.of(8, new Pictures(1, 8, 4), 3);
        Learning learning = Noise.learning(graph, PICTURES, 4);
        Coupling coupling = Coupling.of(graph);
        ChannelPruning.Scoring scoring = new FirstOrder()
                .scoring(new MethodInput<>(graph, ChannelConfig.of(0.5), null, 5, 1, learning));
        double[] scores = scoring.scores(coupling, Progress.none());
        for (ChannelGroup group : coupling.groups().stream().filter(g -> g.removable() > 0).toList()) {
            double expected = 0;
            for (Member member : group.members()) {
                if (member.node().op() instanceof BatchNormalization && member.input() == 1) {
                    expected += Math.abs(slope(graph, learning, member));
                }
            }
            assertThat(scores[group.units()[0]]).as(group.id()).isCloseTo(expected, within(1e-4 + 0.01 * expected));
        }
        assertThat(Arrays.stream(scores).max().orElseThrow()).isGreaterThan(1e-3);
    }

    /// By central differences in float64: the first channel's scale and shift times 1 plus and minus a little.
    private static double slope(Graph graph, Learning learning, Member member) throws ProblemException {
        LoadPlan plan = new LoadPlan(learning.pictures().normalisation(), Augmentation.none(), PICTURES, 5, 1);
        double step = 1e-4;
        try (TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults().inDouble());
                BatchLoader loader = BatchLoader.open(learning.pictures().training(), plan, Batch.Position.START)) {
            Batch batch = loader.next(Progress.none());
            double[] losses = new double[2];
            for (int side = 0; side < 2; side++) {
                try (Scope scope = Scope.open()) {
                    for (int operand = 1; operand <= 2; operand++) {
                        Parameter parameter = network.parameter(member.node().input(operand)).orElseThrow();
                        double[] numbers = graph.constant(member.node().input(operand)).orElseThrow().toDoubles();
                        numbers[0] *= side == 0 ? 1 - step : 1 + step;
                        parameter.assign(Tensor.of(numbers, numbers.length));
                    }
                    Var scores = network.forward(Var.of(batch.pictures(), batch.dims()), Mode.EVAL);
                    losses[side] = Losses.crossEntropy(scores.reshape(PICTURES, 4), Var.of(batch.labels(), PICTURES), 0)
                            .item();
                }
            }
            return (losses[1] - losses[0]) / (2 * step);
        }
    }
}
