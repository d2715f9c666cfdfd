package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Axis;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;

import static org.assertj.core.api.Assertions.assertThat;

final class AbsorbProjectionSkipTest extends RuleContract<AbsorbProjectionSkip.Found> {

    @Override
    Rule<AbsorbProjectionSkip.Found> rule() {
        return new AbsorbProjectionSkip();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 8, 8);
        int stride = 1 + random.nextInt(2);
        int begin = random.nextInt(3);
        Geometry main = new Geometry(new Axis(3, stride, begin, 2 - begin), new Axis(5, stride, 2, 2));
        Value x = net.relu(net.input());
        Value y = net.conv(x, 4, 6, new Place(main, 1 + random.nextInt(2), random.nextBoolean()));
        Value z = net.conv(x, 4, 6, new Place(Geometry.square(1, stride, 0), 1, random.nextBoolean()));
        Value sum = random.nextBoolean() ? net.add(y, z) : net.add(z, y);
        return new Site(net.build(net.relu(sum)), "add4", List.of("conv2", "conv3"));
    }

    @Override
    List<Refusal> refusals() {
        Net other = new Net(1, 4, 6, 6);
        Value elsewhere = other.conv(other.relu(other.input()), 4, 4, Place.square(1, 1, 0));
        Value sum = other.add(other.conv(other.input(), 4, 4, Place.square(3, 1, 1)), elsewhere);
        Net none = new Net(1, 4, 6, 6);
        Value relu = none.relu(none.input());
        Net steps = new Net(1, 4, 1, 1);
        Value mixed = steps.add(steps.conv(steps.input(), 4, 4, Place.square(3, 1, 1)),
                steps.conv(steps.input(), 4, 4, Place.square(1, 2, 0)));
        return List.of(new Refusal(other.build(sum), "add4", "different inputs"),
                new Refusal(none.build(none.add(none.input(), relu)), "add2", "does not add two convolutions"),
                new Refusal(steps.build(mixed), "add3", "step differently"),
                new Refusal(none.build(relu), "relu1", "no addition but Relu"));
    }

    @Test
    void absorbsWhereTheMainPathIsPaddedOnOneSideOnly() throws Exception {
        Net net = new Net(1, 4, 8, 8);
        Geometry main = new Geometry(new Axis(3, 2, 0, 1), new Axis(3, 2, 0, 1));
        Value y = net.conv(net.input(), 4, 6, new Place(main, 1, true));
        Graph graph = net.build(net.add(y, net.conv(net.input(), 4, 6, Place.square(1, 2, 0))));

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after.nodes()).hasSize(1);
        assertThat(compare(after, graph, 1).maxRel()).isLessThan(ROUNDING);
    }
}
