package dev.secateur.engine.cost;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryAndWeightsTest {

    private static final Unary RELU = new Unary(Unary.Kind.RELU);
    private static final Binary ADD = new Binary(Binary.Kind.ADD);

    private final GraphEditor editor = Graph.empty(new Header("net", 8, Map.of("", 17L), null)).edit();

    private Value input(DType dtype, Dim... dims) {
        return editor.addInput("x", TensorType.of(dtype, new Shape(List.of(dims))));
    }

    private Value weight(long... dims) {
        return editor.addConstant("w", Tensor.of(new float[(int) Shape.of(dims).elements().orElseThrow()], dims));
    }

    private Node node(Op op, Value... operands) {
        return editor.addNode(op, op.type(), operands);
    }

    private Graph graph(Node... results) {
        editor.setOutputs(List.of(results).stream().map(Node::output).toList());
        return editor.build();
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    @Test
    void aValueLivesFromItsProductionToItsLastUse() {
        Value x = input(DType.FLOAT, Dim.of(100));
        Node a = node(RELU, x);
        Node b = node(RELU, a.output());
        Node c = node(RELU, b.output());
        Node sum = node(ADD, c.output(), a.output());
        Costs costs = count(graph(sum));
        assertThat(costs.activationBytes()).isEqualTo(4 * 400);
        assertThat(costs.peakActivationBytes()).isEqualTo(3 * 400);
        assertThat(costs.of(sum)).isEqualTo(new NodeCost(0, 0, 400, true));
    }

    @Test
    void resultsOfTheGraphStayAliveAndUnusedInputsToo() {
        Value x = input(DType.DOUBLE, Dim.of(100));
        Node a = node(RELU, x);
        Node b = node(RELU, a.output());
        Node c = node(RELU, b.output());
        assertThat(count(graph(a, b, c)).peakActivationBytes()).isEqualTo(4 * 800 - 800);
    }

    @Test
    void constantsTakeNoActivationMemory() {
        Value x = input(DType.FLOAT, Dim.of(10), Dim.of(10));
        Node constant = node(new Constant(Tensor.of(new float[100], 10, 10)));
        Node product = node(new MatMul(), x, constant.output());
        Costs costs = count(graph(product));
        assertThat(costs.peakActivationBytes()).isEqualTo(800);
        assertThat(costs.of(constant).activationBytes()).isZero();
        assertThat(costs.of(product)).isEqualTo(new NodeCost(100, 1000, 400, true));
        assertThat(costs.parameters()).isEqualTo(100);
    }

    @Test
    void aSharedWeightCountsOnceInTheSumAndAtEachUser() {
        Value x = input(DType.FLOAT, Dim.of(2), Dim.of(3));
        Value shared = weight(3, 3);
        Node first = node(new MatMul(), x, shared);
        Node second = node(new Gemm(1, 1, false, true), first.output(), shared, weight(3));
        Costs costs = count(graph(second));
        assertThat(costs.of(first).parameters()).isEqualTo(9);
        assertThat(costs.of(second).parameters()).isEqualTo(12);
        assertThat(costs.parameters()).isEqualTo(12);
        assertThat(costs.macs()).isEqualTo(2 * 18);
    }

    @Test
    void aWeightIsFoundBehindNodesThatOnlyReshapeIt() {
        Value x = input(DType.FLOAT, Dim.of(2), Dim.of(12));
        Node weight = node(new Reshape(null, false), weight(3, 4, 5), editor.addConstant("s", Tensor.vector(12, 5)));
        Node product = node(new MatMul(), x, weight.output());
        Costs costs = count(graph(product));
        assertThat(costs.of(product).parameters()).isEqualTo(60);
        assertThat(costs.parameters()).isEqualTo(60);
    }

    @Test
    void numbersInFormulasAreNoWeightsButVectorsAre() {
        Value x = input(DType.FLOAT, Dim.of(2), Dim.of(3));
        Node scaled = node(new Binary(Binary.Kind.MUL), x, weight());
        Node squared = node(new Binary(Binary.Kind.POW), scaled.output(), weight(3));
        Node shifted = node(ADD, squared.output(), weight(3));
        Node sloped = node(new Binary(Binary.Kind.PRELU), shifted.output(), weight(1));
        assertThat(count(graph(sloped)).parameters()).isEqualTo(3 + 1);
    }

    @Test
    void transposedConvolutionsCountByTheirInput() {
        Value x = input(DType.FLOAT, Dim.of("N"), Dim.of(6), Dim.of(5), Dim.of(7));
        Node up = node(new ConvTranspose(Window.square(3, 2, 1), 2, List.of(), List.of()), x, weight(6, 4, 3, 3));
        Costs costs = count(graph(up));
        assertThat(costs.macs()).isEqualTo(5 * 7 * 6 * 4 * 9);
        assertThat(costs.parameters()).isEqualTo(6 * 4 * 9);
    }

    @Test
    void whatIsNotUnderstoodIsNamedAndItsWeightsAreCounted() {
        Value x = input(DType.FLOAT, Dim.of(2), Dim.of(3));
        Node odd = node(new Opaque("com.example", "Odd", Map.of()), x, weight(7));
        Node relu = node(RELU, odd.output());
        Node other = node(new Opaque("", "Fresh", Map.of()), relu.output());
        Costs costs = count(graph(other));
        assertThat(costs.unknownOperators()).containsExactly("com.example.Odd", "Fresh");
        assertThat(costs.unknownNodes()).extracting(Node::id).containsExactly(odd.id(), relu.id(), other.id());
        assertThat(costs.isComplete()).isFalse();
        assertThat(costs.of(odd)).isEqualTo(new NodeCost(7, 0, 0, false));
    }

    @Test
    void anOpenExtentIsNotCountedAsNothing() {
        Value x = input(DType.FLOAT, Dim.of("N"), Dim.of(6), Dim.of("H"), Dim.of(7));
        Node conv = node(new Conv(Window.square(1, 1, 0), 1), x, weight(4, 6, 1, 1));
        Costs costs = count(graph(conv));
        assertThat(costs.of(conv).known()).isFalse();
        assertThat(costs.unknownNodes()).hasSize(1);
        assertThat(costs.unknownOperators()).isEmpty();
        assertThat(costs.isComplete()).isFalse();
    }

    @Test
    void enormousExtentsDoNotOverflow() {
        Dim huge = Dim.of(1L << 40);
        Value x = input(DType.FLOAT, huge, Dim.of(4));
        Node first = node(new MatMul(), x, weight(4, 1L << 20));
        Node relu = node(RELU, first.output());
        Costs costs = count(graph(relu));
        assertThat(costs.macs()).isEqualTo(1L << 62);
        assertThat(costs.isComplete()).isFalse();
    }

    @Test
    void whatAShortcutKeepsWaitsWhileTheNodesBesideItRun() {
        Value x = input(DType.FLOAT, Dim.of(1), Dim.of(4));
        Node first = node(RELU, x);
        Node second = node(RELU, first.output());
        Node sum = node(ADD, second.output(), x);
        Graph graph = graph(sum);
        LiveMemory memory = LiveMemory.of(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        assertThat(memory.size()).isEqualTo(3);
        assertThat(List.of(memory.bytes(0), memory.bytes(1), memory.bytes(2))).containsExactly(32L, 48L, 48L);
        assertThat(List.of(memory.waiting(0), memory.waiting(1), memory.waiting(2))).containsExactly(0L, 16L, 0L);
        assertThat(memory.live(1)).filteredOn(LiveMemory.Live::waits).extracting(LiveMemory.Live::value)
                .containsExactly(x);
        assertThat(memory.peak()).isEqualTo(48).isEqualTo(count(graph).peakActivationBytes());
        assertThat(memory.peakStep()).isEqualTo(1);
    }

    @Test
    void aConstantLetsNothingWait() {
        Value x = input(DType.FLOAT, Dim.of(1), Dim.of(4));
        Node first = node(RELU, x);
        Node constant = node(new Constant(Tensor.of(new float[4], 1, 4)));
        Node sum = node(ADD, first.output(), constant.output());
        Graph graph = graph(sum);
        LiveMemory memory = LiveMemory.of(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        assertThat(List.of(memory.waiting(0), memory.waiting(1), memory.waiting(2))).containsOnly(0L);
    }
}
