package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;

import static org.assertj.core.api.Assertions.assertThat;

final class MoveStrideTest extends RuleContract<ConvolutionPair> {

    @Override
    Rule<ConvolutionPair> rule() {
        return new MoveStride();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 9 + random.nextInt(4), 12);
        Value x = net.conv(net.input(), 4, 6, new Place(Geometry.square(3, 2, random.nextInt(2)), 2, true));
        Value y = net.conv(net.norm(x, 6), 6, 4, Place.square(3, 1 + random.nextInt(2), 1));
        return new Site(net.build(net.relu(y)), "conv3", List.of("conv1", "norm2"));
    }

    @Override
    List<Refusal> refusals() {
        Net still = new Net(1, 4, 8, 8);
        Net shrinking = new Net(1, 4, 8, 8);
        return List.of(
                new Refusal(still.build(still.conv(still.conv(still.input(), 4, 4, Place.square(3, 1, 1)), 4, 4,
                        Place.square(3, 2, 1))), "conv2", "has no stride"),
                new Refusal(shrinking.build(shrinking.conv(
                        shrinking.conv(shrinking.input(), 4, 4, Place.square(3, 2, 1)), 4, 4, Place.square(3, 1, 0))),
                        "conv2", "does not keep the size"));
    }

    @Test
    void changesNothingIfTheConvolutionAfterIs1x1() throws Exception {
        Net net = new Net(1, 4, 9, 10);
        Value x = net.conv(net.input(), 4, 4, Place.square(3, 2, 1).groups(4));
        Graph graph = net.build(net.conv(x, 4, 6, Place.square(1, 1, 0)));

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after).isNotSameAs(graph);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }

    @Test
    void changesTheFunctionIfTheConvolutionAfterIsLarger() throws Exception {
        Net net = new Net(1, 4, 9, 10);
        Graph graph = net.build(net.conv(net.conv(net.input(), 4, 4, Place.square(3, 2, 1)), 4, 6,
                Place.square(3, 1, 1)));

        assertThat(compare(Rewriter.everywhere(graph, rule(), Progress.none()), graph, 1).maxRel())
                .isGreaterThan(0.1);
    }
}
