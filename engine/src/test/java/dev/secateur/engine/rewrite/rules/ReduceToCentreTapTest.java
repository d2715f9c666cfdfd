package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.rewrite.Axis;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

final class ReduceToCentreTapTest extends RuleContract<Convolution> {

    @Override
    Rule<Convolution> rule() {
        return new ReduceToCentreTap();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 9, 8);
        Geometry geometry = new Geometry(new Axis(3, 1 + random.nextInt(2), 1, 1 + random.nextInt(2)),
                new Axis(random.nextBoolean() ? 5 : 1, 1, 2, 2));
        Value x = net.conv(net.input(), 4, 6, new Place(geometry, 1 + random.nextInt(2), random.nextBoolean()));
        return new Site(net.build(x), "conv1", List.of());
    }

    @Override
    List<Refusal> refusals() {
        Net point = new Net(1, 4, 8, 8);
        Net bare = new Net(1, 4, 8, 8);
        Net even = new Net(1, 4, 8, 8);
        return List.of(
                new Refusal(point.build(point.conv(point.input(), 4, 4, Place.square(1, 1, 0))), "conv1",
                        "1×1 already"),
                new Refusal(bare.build(bare.conv(bare.input(), 4, 4, Place.square(3, 1, 0))), "conv1",
                        "too little padding"),
                new Refusal(even.build(even.conv(even.input(), 4, 4, Place.square(2, 1, 1))), "conv1",
                        "no middle tap"));
    }

    @Test
    void changesNothingIfAllOtherTapsAreZero() throws Exception {
        Net net = new Net(1, 1, 6, 6);
        Value weight = net.editor().addConstant("w", Tensor.of(new float[]{0, 0, 0, 0, 3, 0, 0, 0, 0}, 1, 1, 3, 3));
        Graph graph = net.build(
                net.editor().addNode(new Conv(Geometry.square(3, 2, 1).window(), 1), "conv", net.input(), weight)
                        .output());

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after.constants().values()).anyMatch(t -> t.elements() == 1 && t.doubleAt(0) == 3);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }
}
