package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.rewrite.Following;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;

final class FoldBatchNormTest extends RuleContract<Following> {

    @Override
    Rule<Following> rule() {
        return new FoldBatchNorm();
    }

    @Override
    Site site(Random random) {
        int group = 1 + random.nextInt(3);
        int channels = group * (1 + random.nextInt(3));
        Net net = new Net(random.nextLong(), channels, 9, 8);
        Place place = new Place(Geometry.square(3, 1 + random.nextInt(2), random.nextInt(2)), group,
                random.nextBoolean());
        Value x = net.norm(net.conv(net.input(), channels, group * 4, place), group * 4);
        return new Site(net.build(net.relu(x)), "norm2", List.of("conv1"));
    }

    @Override
    List<Refusal> refusals() {
        Net first = new Net(1, 4, 5, 5);
        Net activated = new Net(1, 4, 5, 5);
        Value relu = activated.relu(activated.conv(activated.input(), 4, 4, Place.square(3, 1, 1)));
        return List.of(new Refusal(first.build(first.norm(first.input(), 4)), "norm1", "nothing comes before it"),
                new Refusal(activated.build(activated.norm(relu, 4)), "norm3", "no convolution but Relu"),
                new Refusal(activated.build(relu), "relu2", "no batch normalisation but Relu"),
                training(), broken(), computed());
    }

    private static Refusal training() {
        Net net = new Net(1, 4, 5, 5);
        Graph graph = net.build(net.norm(net.conv(net.input(), 4, 4, Place.square(3, 1, 1)), 4));
        GraphEditor editor = graph.edit();
        editor.setOp(Net.node(graph, "norm2"), new BatchNormalization(1e-5f, 0.9f, true));
        return new Refusal(editor.build(), "norm2", "while it runs");
    }

    private static Refusal broken() {
        Net net = new Net(1, 4, 5, 5);
        Graph graph = net.build(net.norm(net.conv(net.input(), 4, 2, Place.square(3, 1, 1)), 2));
        GraphEditor editor = graph.edit();
        editor.setInput(Net.node(graph, "norm2"), 4,
                editor.addConstant("variance", Tensor.of(new float[]{1, -1}, 2)));
        return new Refusal(editor.build(), "norm2", "variance of its channel 1");
    }

    private static Refusal computed() {
        Net net = new Net(1, 4, 5, 5);
        Value weight = net.editor().addInput("weight", TensorType.of(DType.FLOAT, Shape.of(4, 4, 3, 3)));
        Value x = net.editor().addNode(new Conv(Geometry.square(3, 1, 1).window(), 1), "conv", net.input(), weight)
                .output();
        return new Refusal(net.build(net.norm(x, 4)), "norm1", "computed, not constant");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void foldsIntoAMatrixProduct(boolean transposed) throws Exception {
        Net net = new Net(1, 3, 1, 1);
        Value flat = net.editor().addNode(new Flatten(1), "flat", net.input()).output();
        Value weight = transposed ? net.constant("w", 1, 5, 3) : net.constant("w", 1, 3, 5);
        Value x = net.editor().addNode(new Gemm(1, 1, false, transposed), "gemm", flat, weight, net.constant("b", 1, 5))
                .output();
        Graph graph = net.build(net.norm(x, 5));

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after.nodes()).hasSize(2);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }
}
