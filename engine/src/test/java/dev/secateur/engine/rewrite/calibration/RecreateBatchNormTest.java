package dev.secateur.engine.rewrite.calibration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class RecreateBatchNormTest {

    private static final int SIDE = 6;

    private static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /// Two convolutions, the first with a bias and a dead channel.
    private static Graph toy() {
        GraphEditor editor = Graph.empty(new Header("toy", 8, Map.of("", 17L), null)).edit();
        Value input = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(4, 3, SIDE, SIDE)));
        float[] kernels = numbers(4 * 27, 1);
        Arrays.fill(kernels, 0, 27, 0);
        Value first = editor.addConstant("w1", Tensor.of(kernels, 4, 3, 3, 3));
        Value bias = editor.addConstant("b1", Tensor.of(new float[]{0.5f, 100, -2, 0}, 4));
        Value second = editor.addConstant("w2", Tensor.of(numbers(8, 2), 2, 4, 1, 1));
        Node conv = editor.addNode(new Conv(Window.square(3, 1, 1), 1), "conv1", input, first, bias);
        Node relu = editor.addNode(new Unary(Unary.Kind.RELU), "relu", conv.output());
        Node last = editor.addNode(new Conv(Window.square(1, 1, 0), 1), "conv2", relu.output(), second);
        editor.setOutputs(List.of(last.output()));
        return editor.build();
    }

    private static List<Map<String, Tensor>> samples(int runs) {
        List<Map<String, Tensor>> samples = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            samples.add(Map.of("x", Tensor.of(numbers(4 * 3 * SIDE * SIDE, 10 + i), 4, 3, SIDE, SIDE)));
        }
        return samples;
    }

    @Test
    void theFunctionStaysAndEveryConvolutionHasANormalisation() throws ProblemException {
        Graph graph = toy();
        RecreateBatchNorm.Recreated made = RecreateBatchNorm.in(graph, samples(3), Progress.none());
        assertThat(made.convolutions()).containsExactly("conv1", "conv2");
        assertThat(made.graph().nodes()).extracting(n -> n.op().type()).containsExactly("Conv", "BatchNormalization",
                "Relu", "Conv", "BatchNormalization");
        assertThat(made.graph().name(made.graph().outputs().getFirst())).isEqualTo(
                graph.name(graph.outputs().getFirst()));
        assertThat(made.graph().nodes().getFirst().input(2).isPresent()).isFalse();
        assertThat(Parity.compare(made.graph(), graph, samples(7), Progress.none()).maxRel())
                .isLessThan(RecreateBatchNorm.TOLERANCE);
    }

    @Test
    void scaleIsTheDeviationAndShiftTheMeanOfWhatTheConvolutionGave() throws ProblemException {
        Graph made = RecreateBatchNorm.in(toy(), samples(3), Progress.none()).graph();
        Node norm = made.nodes().get(1);
        float[] scale = made.constant(norm.input(1)).orElseThrow().toFloats();
        float[] shift = made.constant(norm.input(2)).orElseThrow().toFloats();
        float[] variance = made.constant(norm.input(4)).orElseThrow().toFloats();
        assertThat(shift[0]).isEqualTo(0.5f);
        assertThat(variance[0]).isZero();
        assertThat(scale[0]).isCloseTo((float) Math.sqrt(1e-5), within(1e-6f));
        assertThat(shift[1]).isCloseTo(100, within(3f));
        assertThat(scale[1] * scale[1]).isCloseTo(variance[1] + 1e-5f, within(1e-3f));
    }

    @Test
    void aSecondTimeChangesNothing() throws ProblemException {
        Graph once = RecreateBatchNorm.in(toy(), samples(2), Progress.none()).graph();
        assertThat(RecreateBatchNorm.in(once, samples(2), Progress.none()).graph()).isSameAs(once);
        assertThat(RecreateBatchNorm.match(once, once.nodes().getFirst())).isInstanceOfSatisfying(Match.No.class,
                no -> assertThat(no.reason()).contains("follows it already"));
    }

    @Test
    void oneNumberAChannelIsTooFew() {
        GraphEditor editor = Graph.empty(new Header("one", 8, Map.of("", 17L), null)).edit();
        Value input = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 1, 1, 1)));
        Value weight = editor.addConstant("w", Tensor.of(new float[]{2}, 1, 1, 1, 1));
        editor.setOutputs(List.of(
                editor.addNode(new Conv(Window.square(1, 1, 0), 1), "conv", input, weight).output()));
        Graph graph = editor.build();
        assertThatThrownBy(() -> RecreateBatchNorm.in(graph,
                List.of(Map.of("x", Tensor.of(new float[]{1}, 1, 1, 1, 1))), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("conv");
    }

    @Test
    void aFoldedModelGetsItsNormalisationsBack() throws ProblemException {
        Path file = Path.of("../../shared/data/onnx/cifar10_resnet20_bnfolded.onnx").toAbsolutePath().normalize();
        assumeTrue(Files.isRegularFile(file), "skipped: no shared model cifar10_resnet20_bnfolded");
        Graph graph = OnnxReader.read(file);
        List<Map<String, Tensor>> samples = SampleInputs.samples(graph, Bindings.none(), 64, 5).runs();
        RecreateBatchNorm.Recreated made = RecreateBatchNorm.in(graph, samples, Progress.none());
        assertThat(made.convolutions()).hasSize(19);
        assertThat(made.graph().nodes()).filteredOn(n -> n.op() instanceof BatchNormalization).hasSize(19);
        Map<String, Tensor> others = SampleInputs.normal(graph, Bindings.none(), 64, 6);
        assertThat(Parity.compare(made.graph(), graph, List.of(others), Progress.none()).maxRel())
                .isLessThan(RecreateBatchNorm.TOLERANCE);
        normalisesTheSamplesInTrainingAsInUse(made.graph(), samples.getFirst().values().iterator().next());
    }

    private static void normalisesTheSamplesInTrainingAsInUse(Graph graph, Tensor samples) throws ProblemException {
        Torch.setThreads(1);
        try (Scope scope = Scope.open();
                Section off = Torch.withoutGradients();
                TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Var data = Var.of(samples);
            float[] use = network.forward(data, Mode.EVAL).toFloats();
            float[] training = network.forward(data, Mode.TRAIN).toFloats();
            float largest = 0;
            for (float number : use) {
                largest = Math.max(largest, Math.abs(number));
            }
            assertThat(training).containsExactly(use, within(1e-3f * largest));
        }
    }
}
