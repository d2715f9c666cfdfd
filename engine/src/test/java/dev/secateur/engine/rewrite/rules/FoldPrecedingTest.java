package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

final class FoldPrecedingTest extends RuleContract<FoldPreceding.Found> {

    @Override
    Rule<FoldPreceding.Found> rule() {
        return new FoldPreceding(FoldPreceding.Kind.NORMALISATION);
    }

    @Override
    Site site(Random random) {
        int group = 1 + random.nextInt(2);
        Net net = new Net(random.nextLong(), 4, 8, 7);
        Value x = net.norm(net.relu(net.input()), 4);
        Place place = new Place(Geometry.square(3, 1 + random.nextInt(2), 0), group, random.nextBoolean());
        return new Site(net.build(net.relu(net.conv(x, 4, 6, place))), "conv3", List.of("norm2"));
    }

    @Override
    List<Refusal> refusals() {
        Net padded = new Net(1, 4, 6, 6);
        Net plain = new Net(1, 4, 6, 6);
        Net other = new Net(1, 4, 6, 6);
        return List.of(
                new Refusal(padded.build(
                        padded.conv(padded.norm(padded.input(), 4), 4, 4, Place.square(3, 1, 1))), "conv2",
                        "puts zeros around"),
                new Refusal(plain.build(plain.conv(plain.input(), 4, 4, Place.square(3, 1, 1))), "conv1",
                        "nothing of the kind"),
                new Refusal(other.build(other.relu(other.input())), "relu1", "has no weights"));
    }

    private static Graph folded(Graph graph) {
        return Rewriter.everywhere(graph, new FoldPreceding(FoldPreceding.Kind.CONSTANT), Progress.none());
    }

    @Test
    void aFactorFoldsIntoAPaddedConvolutionAndASummandDoesNot() throws Exception {
        for (Binary.Kind kind : List.of(Binary.Kind.MUL, Binary.Kind.ADD)) {
            Net net = new Net(1, 4, 6, 6);
            Value c = net.editor().addConstant("c", Tensor.of(new float[]{1, 2, 3, 4}, 4, 1, 1));
            Value x = net.editor().addNode(new Binary(kind), "op", net.input(), c).output();
            Graph graph = net.build(net.conv(x, 4, 3, Place.square(3, 1, 1)));
            Graph after = folded(graph);

            assertThat(after.nodes()).hasSize(kind == Binary.Kind.MUL ? 1 : 2);
            assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
        }
    }

    @Test
    void constantsThatWouldRepeatAGreyPictureStay() {
        Net net = new Net(1, 1, 6, 6);
        Value c = net.editor().addConstant("c", Tensor.of(new float[]{1, 2, 3}, 3, 1, 1));
        Value x = net.editor().addNode(new Binary(Binary.Kind.MUL), "op", net.input(), c).output();
        Graph graph = net.build(net.conv(x, 3, 3, Place.square(3, 1, 0)));

        assertThat(folded(graph)).isSameAs(graph);
    }

    @Test
    void constantsFoldIntoMatrixProducts() throws Exception {
        Net net = new Net(1, 5, 1, 1);
        Value flat = net.editor().addNode(new Flatten(1), "flat", net.relu(net.input())).output();
        Value x = net.editor().addNode(new Gemm(1, 1, false, true), "gemm", flat, net.constant("w", 1, 6, 5)).output();
        x = net.relu(x);
        Value scaled = net.editor().addNode(new Binary(Binary.Kind.SUB), "sub", net.mul(x, net.constant("f", 1, 6)),
                net.constant("g", 1, 6)).output();
        Value product = net.editor().addNode(new MatMul(), "mm", scaled, net.constant("v", 1, 6, 3)).output();
        Graph graph = net.build(net.add(product, net.constant("b", 1, 3)));
        Graph after = folded(graph);

        assertThat(after.nodes()).hasSize(graph.nodes().size() - 2);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }
}
