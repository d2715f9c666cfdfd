package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.Following;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

final class FoldConstantTest extends RuleContract<Following> {

    @Override
    Rule<Following> rule() {
        return new FoldConstant();
    }

    private static Value constant(Net net, int channels) {
        float[] values = new float[channels];
        for (int i = 0; i < channels; i++) {
            values[i] = 0.5f + net.random().nextFloat();
        }
        return net.editor().addConstant("factor", Tensor.of(values, channels, 1, 1));
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 7, 6);
        boolean turned = random.nextInt(4) == 0;
        Value x = turned
                ? net.editor().addNode(new ConvTranspose(Window.square(3, 2, 1), 2, List.of(), List.of()), "conv",
                        net.input(), net.constant("w", 1, 4, 3, 3, 3)).output()
                : net.editor().addNode(
                        new dev.secateur.engine.op.Conv(Window.square(3, 1, random.nextInt(2)), 2), "conv",
                        net.input(), net.constant("w", 1, 6, 2, 3, 3)).output();
        Binary.Kind kind = List.of(Binary.Kind.MUL, Binary.Kind.DIV, Binary.Kind.ADD, Binary.Kind.SUB)
                .get(random.nextInt(4));
        Value constant = random.nextBoolean()
                ? constant(net, 6)
                : net.editor().addConstant("factor", Tensor.scalar(1.7f));
        boolean first = kind != Binary.Kind.DIV && random.nextBoolean();
        Value y = net.editor().addNode(new Binary(kind), "scale", first ? constant : x, first ? x : constant).output();
        return new Site(net.build(net.relu(y)), "scale", List.of("conv"));
    }

    private static Refusal refused(Binary.Kind kind, boolean first, Tensor constant, String reason) {
        Net net = new Net(1, 4, 6, 6);
        Value x = net.conv(net.input(), 4, 4, Place.square(3, 1, 1));
        Value c = net.editor().addConstant("c", constant);
        Value y = net.editor().addNode(new Binary(kind), "op", first ? c : x, first ? x : c).output();
        return new Refusal(net.build(y), "op", reason);
    }

    @Override
    List<Refusal> refusals() {
        Net product = new Net(1, 4, 6, 5);
        Value bias = product.add(
                product.editor().addNode(new MatMul(), "mm", product.input(), product.constant("w", 1, 5, 3)).output(),
                product.constant("b", 1, 3));
        Net square = new Net(1, 4, 6, 6);
        Value squared = square.conv(square.input(), 4, 4, Place.square(3, 1, 1));
        return List.of(refused(Binary.Kind.DIV, true, Tensor.scalar(2), "divides a constant"),
                refused(Binary.Kind.DIV, false, Tensor.scalar(0), "divides by zero"),
                refused(Binary.Kind.MUL, false, Tensor.of(new float[36], 6, 6), "no number a channel"),
                refused(Binary.Kind.MUL, false, Tensor.of(new float[6], 6), "do not lie along the 4 channels"),
                new Refusal(product.build(bias), "add1", "has no bias"),
                new Refusal(square.build(square.mul(squared, squared)), "mul2", "none of its operands is constant"));
    }

    @Test
    void layerScaleFoldsThroughATransposeIntoAMatrixProductWithItsBias() throws Exception {
        Net net = new Net(1, 4, 6, 5);
        Value y = net.add(net.editor().addNode(new MatMul(), "mm", net.input(), net.constant("w", 1, 5, 3)).output(),
                net.constant("b", 1, 3));
        Value turned = net.editor().addNode(new Transpose(List.of(0, 3, 1, 2)), "turn", y).output();
        Graph graph = net.build(net.mul(constant(net, 3), turned));

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after.nodes()).hasSize(3);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }

    @Test
    void negationFolds() throws Exception {
        Net net = new Net(1, 4, 6, 5);
        Graph graph = net.build(
                net.unary(Unary.Kind.NEG, net.conv(net.input(), 4, 3, Place.square(3, 1, 1))));

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after.nodes()).hasSize(1);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }
}
