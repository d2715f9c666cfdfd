package dev.secateur.engine.rewrite.batch;

import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.batch.FreeBatch.Freed;
import dev.secateur.engine.rewrite.batch.FreeBatch.Refused;
import dev.secateur.engine.rewrite.batch.FreeBatch.Result;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

class FreeBatchTest {

    private static final Reshape RESHAPE = new Reshape(null, false);
    private static final Unary RELU = new Unary(Unary.Kind.RELU);

    private GraphEditor editor = Graph.empty(new Header("net", 8, Map.of("", 17L), null)).edit();
    private final Random random = new Random(11);

    private Value input(String name, long... dims) {
        return editor.addInput(name, TensorType.of(DType.FLOAT, Shape.of(dims)));
    }

    private Value weight(long... dims) {
        float[] data = new float[(int) Shape.of(dims).elements().orElseThrow()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return editor.addConstant("w", Tensor.of(data, dims));
    }

    private Value longs(long... values) {
        return editor.addConstant("c", Tensor.vector(values));
    }

    private Value node(Op op, Value... operands) {
        return editor.addNode(op, op.type(), operands).output();
    }

    private Graph graph(Value... outputs) {
        editor.setOutputs(List.of(outputs));
        return editor.build();
    }

    private static Graph freed(Graph graph) throws Exception {
        byte[] before = OnnxWriter.encode(graph);
        Result result = FreeBatch.free(graph, Progress.none());
        assertThat(result).isInstanceOf(Freed.class);
        Graph freed = ((Freed) result).graph();
        assertThat(((Freed) result).maxRelativeDifference()).isBetween(0.0, 1e-5);
        assertThat(Constraint.violations(freed)).isEmpty();
        assertThat(ShapeInference.infer(freed).conflicts()).isEmpty();
        assertThat(OnnxWriter.encode(graph)).as("the graph given stays").isEqualTo(before);
        return freed;
    }

    private static Shape output(Graph graph) {
        Shape shape = ShapeInference.infer(graph).shape(graph.outputs().getFirst());
        return shape == null ? Shape.of() : shape;
    }

    private static Shape shape(Object... dims) {
        return new Shape(List.of(dims).stream()
                .map(d -> d instanceof Integer size ? Dim.of(size) : Dim.of(d.toString())).toList());
    }

    private static long[] target(Graph graph) {
        Node reshape = graph.nodes().stream().filter(n -> n.op() instanceof Reshape).findFirst().orElseThrow();
        return graph.constant(reshape.input(1)).orElseThrow().toLongs();
    }

    private void assertRefused(Graph graph, Value at, String reason) throws Exception {
        Node node = graph.producer(at).orElseThrow();
        assertThat(FreeBatch.free(graph, Progress.none())).asInstanceOf(type(Refused.class))
                .satisfies(r -> assertThat(r.reason()).contains(reason), r -> assertThat(r.node()).isEqualTo(node));
    }

    @Test
    void aConstantTargetCopiesTheBatch() throws Exception {
        Graph freed = freed(graph(node(new MatMul(), node(RESHAPE, input("x", 1, 3, 4), longs(1, 12)), weight(12, 5))));
        assertThat(target(freed)).containsExactly(0, 12);
        assertThat(output(freed)).isEqualTo(shape("N", 5));
    }

    @Test
    void anOpenExtentBesideTheBatchStaysOpen() throws Exception {
        Graph freed = freed(graph(node(RESHAPE, input("x", 1, 3, 4), longs(1, -1))));
        assertThat(target(freed)).containsExactly(0, -1);
    }

    @Test
    void aTargetThatIsOpenAlreadyIsLeftAlone() throws Exception {
        Graph graph = graph(node(RESHAPE, input("x", 1, 3, 4), longs(-1, 12)));
        assertThat(target(freed(graph))).containsExactly(-1, 12);
    }

    @Test
    void aBatchThatMovesToAnotherAxisIsTakenByMinusOne() throws Exception {
        Value moved = node(new Transpose(List.of(1, 0, 2)), input("x", 1, 3, 4));
        Graph freed = freed(graph(node(RESHAPE, moved, longs(3, 2, 2))));
        assertThat(target(freed)).containsExactly(3, -1, 2);
        assertThat(output(freed)).isEqualTo(shape(3, "2*N", 2));
    }

    @Test
    void attentionWithHeadsBesideTheBatchComesThrough() throws Exception {
        Value x = node(new Transpose(List.of(1, 0, 2)), input("x", 1, 5, 8));
        Value heads = node(new Transpose(List.of(1, 0, 2)), node(RESHAPE, x, longs(5, 2, 4)));
        Value keys = node(new Transpose(List.of(0, 2, 1)), heads);
        Value scores = node(new Softmax(-1, false), node(new MatMul(), heads, keys));
        Value mixed = node(new Transpose(List.of(1, 0, 2)), node(new MatMul(), scores, heads));
        Value rows = node(new MatMul(), node(RESHAPE, mixed, longs(5, 8)), weight(8, 8));
        Value back = node(new Transpose(List.of(1, 0, 2)), node(RESHAPE, rows, longs(5, 1, 8)));
        assertThat(output(freed(graph(back)))).isEqualTo(shape("N", 5, 8));
    }

    @Test
    void aTokenForOneSampleIsRepeatedWhereItIsJoined() throws Exception {
        Value token = node(new Expand(), weight(1, 1, 8), longs(1, 1, 8));
        Value zeros = node(new ConstantOfShape(Tensor.of(new float[1], 1)), longs(1, 2, 8));
        Graph freed = freed(graph(node(new Concat(1), token, input("x", 1, 5, 8), zeros)));
        assertThat(output(freed)).isEqualTo(shape("N", 8, 8));
    }

    @Test
    void fixedSizesOfAResizeKeepTheBatch() throws Exception {
        Value up = node(new Resize(Map.of(), false), input("x", 1, 2, 4, 5), Value.NONE, Value.NONE,
                longs(1, 2, 8, 15));
        assertThat(output(freed(graph(up)))).isEqualTo(shape("N", 2, 8, 15));
    }

    @Test
    void anOldReshapeIsChangedInItsAttribute() throws Exception {
        editor.setHeader(new Header("old", 3, Map.of("", 4L), null));
        Graph freed = freed(graph(node(new Reshape(List.of(1L, 12L), false), input("x", 1, 3, 4))));
        assertThat(freed.nodes().getFirst().op()).isEqualTo(new Reshape(List.of(0L, 12L), false));
    }

    @Test
    void aTargetThatOthersUseTooIsNotChangedUnderThem() throws Exception {
        Value target = longs(1, 12);
        Value first = node(RESHAPE, input("x", 1, 3, 4), target);
        Value other = node(RESHAPE, weight(3, 4), target);
        Graph freed = freed(graph(node(new Binary(Binary.Kind.ADD), first, other)));
        assertThat(freed.constant(target).orElseThrow().toLongs()).containsExactly(1, 12);
        assertThat(output(freed)).isEqualTo(shape("N", 12));
    }

    @Test
    void declaredTypesFollow() throws Exception {
        Value x = input("x", 1, 3, 4);
        Value relu = node(RELU, x);
        Value flat = node(new Flatten(1), relu);
        editor.declare(relu, TensorType.of(DType.FLOAT, Shape.of(1, 3, 4)));
        editor.declare(flat, TensorType.of(DType.FLOAT, Shape.of(1, 12)));
        Graph freed = freed(graph(flat));
        assertThat(freed.type(x).shape()).isEqualTo(shape("N", 3, 4));
        assertThat(freed.type(relu).shape()).isEqualTo(shape("N", 3, 4));
        assertThat(freed.type(flat).shape()).isEqualTo(shape("N", 12));
    }

    @Test
    void anOpenNetworkIsGivenBackAsItIs() throws Exception {
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, shape("batch", 3)));
        Graph graph = graph(node(RELU, x));
        assertThat(freed(graph)).isSameAs(graph);
    }

    @Test
    void aNodeThatPicksOneSampleIsNamed() throws Exception {
        Value picked = node(new Gather(0), node(RELU, input("x", 1, 3, 4)),
                editor.addConstant("i", Tensor.of(new long[]{0})));
        assertRefused(graph(node(RELU, picked)), picked, "its result has no batch any more");
    }

    @Test
    void aNodeThatDropsTheBatchIsNamed() throws Exception {
        Value dropped = node(new Squeeze(null), input("x", 1, 3, 4), longs(0));
        assertRefused(graph(dropped), dropped, "it drops axis 0");
    }

    @Test
    void aNodeThatReducesOverSamplesIsNamed() throws Exception {
        Value mean = node(new Reduce(Reduce.Kind.MEAN, null, true, false), input("x", 1, 3, 4));
        assertRefused(graph(mean), mean, "its result has no batch any more");
    }

    @Test
    void aConvolutionOverSamplesIsNamed() throws Exception {
        Value moved = node(new Transpose(List.of(1, 0, 2)), input("x", 1, 3, 4));
        Value rows = node(new Reshape(null, false), moved, longs(1, 3, 1, 4));
        Value mixed = node(new Conv(new Window(List.of(2, 3), List.of(), List.of(1, 0, 0, 0), List.of(),
                Window.AutoPad.NOTSET), 1), rows, weight(5, 3, 2, 3));
        assertRefused(graph(mixed), mixed, "it works across the samples of a batch");
    }

    @Test
    void aSoftmaxOverSamplesIsNamed() throws Exception {
        Value softmax = node(new Softmax(0, false), input("x", 1, 3));
        assertRefused(graph(softmax), softmax, "it works across the samples of a batch");
    }

    @Test
    void samplesThatShareWorkAreFoundByRunning() throws Exception {
        Value axis = editor.addConstant("axis", Tensor.of(new long[]{0}));
        Graph graph = graph(node(new CumSum(false, false), input("x", 1, 3), axis));
        assertThat(FreeBatch.free(graph, Progress.none())).asInstanceOf(type(Refused.class)).satisfies(
                r -> assertThat(r.reason()).contains("does not give what its samples give one by one"));
    }

    @Test
    void anotherFixedBatchIsRefused() throws Exception {
        Graph graph = graph(node(RELU, input("x", 8, 3)));
        assertThat(FreeBatch.free(graph, Progress.none())).asInstanceOf(type(Refused.class))
                .satisfies(r -> assertThat(r.reason()).isEqualTo("its input x has a fixed first extent of 8"));
    }
}
