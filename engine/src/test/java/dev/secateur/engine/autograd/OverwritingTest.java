package dev.secateur.engine.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

class OverwritingTest {

    private GraphEditor editor;
    private Value x;
    private Value weight;

    @BeforeEach
    void beginsAGraph() {
        Torch.setThreads(1);
        editor = Graph.empty(new Header("toy", 8, Map.of("", 17L), null)).edit();
        x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 1, 1, 1)));
        weight = editor.addConstant("weight", Tensor.of(new float[]{2}, 1, 1, 1, 1));
    }

    private Node conv(Value from) {
        return editor.addNode(new Conv(Window.square(1, 1, 0), 1), "conv", from, weight);
    }

    private Node node(Unary.Kind kind, Value from) {
        return editor.addNode(new Unary(kind), "unary", from);
    }

    private Set<Value> spareOf(Node node, Value... wanted) {
        editor.setOutputs(List.of(wanted));
        Graph graph = editor.build();
        Plan plan = Plan.of(graph, List.of(), new Plan.Key(Set.of(x), graph.outputs(), Set.of()));
        return plan.spare().get(plan.steps().indexOf(node));
    }

    @Test
    void aRectifierWritesOverAConvolution() {
        Node conv = conv(x);
        Node relu = node(Unary.Kind.RELU, conv.output());
        assertThat(spareOf(relu, relu.output())).containsExactly(conv.output());
    }

    @Test
    void aClipBetweenTwoNumbersWritesOverItsData() throws ProblemException {
        Node clip = editor.addNode(new Clip(null, null), "clip", conv(x).output(),
                editor.addConstant("low", Tensor.scalar(0)), editor.addConstant("high", Tensor.scalar(6)));
        assertThat(spareOf(clip, clip.output())).containsExactly(clip.input(0));
        assertThat(resultsAndSlope())
                .as("2 x, clipped, then what each adds to the slope: x, but nothing at a limit or beyond")
                .containsExactly(0, 0, 2, 6, 6, 1);
    }

    @Test
    void aClipOnOneSideIsComputedInNewMemory() throws ProblemException {
        Node clip = editor.addNode(new Clip(null, null), "clip", conv(x).output(),
                editor.addConstant("low", Tensor.scalar(0)));
        assertThat(spareOf(clip, clip.output())).containsExactly(clip.input(0));
        assertThat(resultsAndSlope()).containsExactly(0, 0, 2, 6, 8, 1 + 3 + 4);
    }

    /// Of the toy for five numbers: its results, and the slope of their sum by the weight.
    private float[] resultsAndSlope() throws ProblemException {
        try (Scope all = Scope.open();
                TrainableGraph network = TrainableGraph.of(editor.build(), ExecutionOptions.defaults())) {
            Var results = network.forward(Var.of(new float[]{-1, 0, 1, 3, 4}, 5, 1, 1, 1), Mode.TRAIN);
            float[] both = Arrays.copyOf(results.toFloats(), 6);
            both[5] = Gradients.of(results.sum(), network.trainedValues()).orZeros().getFirst().toFloats()[0];
            return both;
        }
    }

    @Test
    void whatIsReadLaterStays() {
        Node conv = conv(x);
        Node relu = node(Unary.Kind.RELU, conv.output());
        Node later = node(Unary.Kind.SIGMOID, conv.output());
        assertThat(spareOf(relu, relu.output(), later.output())).isEmpty();
    }

    @Test
    void whatIsGivenOrWantedStays() {
        Node relu = node(Unary.Kind.RELU, x);
        assertThat(spareOf(relu, relu.output())).isEmpty();
        Node conv = conv(x);
        Node second = node(Unary.Kind.RELU, conv.output());
        assertThat(spareOf(second, second.output(), conv.output())).isEmpty();
    }

    @Test
    void whatAGradientNeedsStays() {
        Node sigmoid = node(Unary.Kind.SIGMOID, x);
        Node relu = node(Unary.Kind.RELU, sigmoid.output());
        assertThat(spareOf(relu, relu.output())).isEmpty();
    }

    /// Average pooling keeps its data for its gradient, and a slice shares their memory.
    @Test
    void whatWasReadEarlierStays() {
        Node conv = conv(x);
        Node pool = editor.addNode(new GlobalPool(GlobalPool.Kind.AVERAGE), "pool", conv.output());
        Node relu = node(Unary.Kind.RELU, conv.output());
        assertThat(spareOf(relu, pool.output(), relu.output())).isEmpty();
    }

    @Test
    void aSumIsPutIntoTheOperandThatMayGo() {
        Node sum = editor.addNode(new Binary(Binary.Kind.ADD), "sum", conv(x).output(), x);
        assertThat(spareOf(sum, sum.output())).containsExactly(sum.input(0));
        try (Scope all = Scope.open()) {
            org.bytedeco.pytorch.Tensor first = Var.of(new float[]{1, 2}, 2).raw();
            org.bytedeco.pytorch.Tensor second = Var.of(new float[]{3, 4}, 2).raw();
            Site site = new Site(sum, new org.bytedeco.pytorch.Tensor[]{first, second},
                    new Tensor[2], Mode.TRAIN, null, DType.FLOAT);
            assertThat(Overwriting.apply(sum.op(), site, i -> i == 1)).isNotNull();
            assertThat(new Var(second).toFloats()).containsExactly(4, 6);
            assertThat(new Var(first).toFloats()).containsExactly(1, 2);
        }
    }

    @Test
    void aSumOfAValueWithItselfStays() {
        Node conv = conv(x);
        Node twice = editor.addNode(new Binary(Binary.Kind.ADD), "twice", conv.output(), conv.output());
        assertThat(spareOf(twice, twice.output())).isEmpty();
    }

    /// An interceptor that changes nothing keeps its value from being written over, so it gives the other side of the comparison.
    @ParameterizedTest
    @ValueSource(strings = {"resnet20", "mobilenetv2-cifar"})
    void resultsAndGradientsAreTheSameAsInNewMemory(String id) throws ProblemException {
        Graph graph = Architecture.named(id).orElseThrow().build(new Pictures(3, 32, 10), 1, 1);
        try (Scope all = Scope.open(); TrainableGraph network = TrainableGraph.of(graph, ExecutionOptions.defaults())) {
            Torch.setSeed(1);
            Var pictures = Var.normal(4, 3, 32, 32);
            Map<String, Tensor> start = network.snapshot();
            List<float[]> overwritten = resultAndGradients(network, pictures);
            network.restore(start);
            graph.nodes().stream().flatMap(node -> node.outputs().stream()).filter(Value::isPresent)
                    .forEach(value -> network.attach(value, (data, mode) -> data));
            List<float[]> fresh = resultAndGradients(network, pictures);
            assertThat(overwritten).hasSameSizeAs(fresh);
            for (int i = 0; i < fresh.size(); i++) {
                assertThat(overwritten.get(i)).isEqualTo(fresh.get(i));
            }
        }
    }

    private static List<float[]> resultAndGradients(TrainableGraph network, Var pictures) {
        Var scores = network.forward(pictures, Mode.TRAIN);
        float[] result = scores.toFloats();
        List<Var> gradients = Gradients.of(scores.mul(scores).sum(), network.trainedValues()).orZeros();
        return Stream.concat(Stream.of(result), gradients.stream().map(Var::toFloats))
                .toList();
    }
}
