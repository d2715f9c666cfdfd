package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

final class MovePaddingTest extends RuleContract<ConvolutionPair> {

    @Override
    Rule<ConvolutionPair> rule() {
        return new MovePadding();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 12, 11);
        Place first = new Place(Geometry.square(random.nextBoolean() ? 1 : 3, 1 + random.nextInt(2), random.nextInt(2)),
                1, random.nextBoolean());
        Value x = net.norm(net.conv(net.input(), 4, 6, first), 6);
        Value y = net.conv(x, 6, 6, Place.square(3, 1, 1).groups(random.nextBoolean() ? 6 : 1));
        return new Site(net.build(net.relu(y)), "conv3", List.of("conv1", "norm2"));
    }

    @Override
    List<Refusal> refusals() {
        Net bare = new Net(1, 4, 6, 6);
        Net activated = new Net(1, 4, 6, 6);
        Value relu = activated.relu(activated.conv(activated.input(), 4, 4, Place.square(3, 1, 1)));
        return List.of(
                new Refusal(bare.build(bare.conv(bare.conv(bare.input(), 4, 4, Place.square(3, 1, 1)), 4, 4,
                        Place.square(3, 1, 0))), "conv2", "no padding"),
                new Refusal(activated.build(activated.conv(relu, 4, 4, Place.square(3, 1, 1))), "conv3",
                        "no convolution but Relu"));
    }

    @Test
    void changesTheBorderAlone() throws Exception {
        Net net = new Net(1, 4, 12, 12);
        Value x = net.conv(net.input(), 4, 6, Place.square(3, 2, 1));
        Value y = net.conv(x, 6, 6, Place.square(3, 1, 1));
        Graph graph = net.build(y);
        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(compare(after, graph, 1).maxRel()).isGreaterThan(0.01);
        assertThat(compare(inside(after), inside(graph), 1).maxRel()).isLessThan(ROUNDING);
    }

    /// The result without its outermost pixels.
    private static Graph inside(Graph graph) {
        GraphEditor editor = graph.edit();
        Value ones = editor.addConstant("starts", Tensor.vector(1, 1));
        Value ends = editor.addConstant("ends", Tensor.vector(-1, -1));
        Value axes = editor.addConstant("axes", Tensor.vector(2, 3));
        Value cut = editor.addNode(new Slice(null, null, null), "inside", graph.outputs().getFirst(), ones, ends, axes)
                .output();
        editor.setOutputs(List.of(cut));
        return editor.build();
    }

    @Test
    void keepsTheSizeOfTheResultAndForgetsThatOfTheValueBetween() {
        Net net = new Net(1, 4, 12, 12);
        Value x = net.conv(net.input(), 4, 6, Place.square(3, 1, 1));
        net.editor().declare(x, TensorType.of(DType.FLOAT, Shape.of(1, 6, 12, 12)));
        Value y = net.conv(x, 6, 6, Place.square(3, 1, 1));
        Graph after = Rewriter.everywhere(net.build(y), rule(), Progress.none());

        Shapes shapes = ShapeInference.infer(after, Bindings.batch(1));
        assertThat(shapes.conflicts()).isEmpty();
        assertThat(shapes.shape(x)).isEqualTo(Shape.of(1, 6, 14, 14));
        assertThat(shapes.shape(y)).isEqualTo(Shape.of(1, 6, 12, 12));
    }
}
