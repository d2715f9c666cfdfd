package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.rewrite.Axis;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rule;

final class AbsorbIdentitySkipTest extends RuleContract<AbsorbIdentitySkip.Found> {

    @Override
    Rule<AbsorbIdentitySkip.Found> rule() {
        return new AbsorbIdentitySkip();
    }

    @Override
    Site site(Random random) {
        int group = 1 + random.nextInt(3);
        int channels = group * 2;
        Net net = new Net(random.nextLong(), channels, 8, 7);
        int begin = random.nextInt(3);
        Geometry same = new Geometry(new Axis(3, 1, begin, 2 - begin), new Axis(5, 1, 2, 2));
        Value x = net.relu(net.input());
        Value y = net.conv(x, channels, channels, new Place(same, group, random.nextBoolean()));
        Value sum = random.nextBoolean() ? net.add(y, x) : net.add(x, y);
        return new Site(net.build(net.relu(sum)), "add3", List.of("conv2"));
    }

    @Override
    List<Refusal> refusals() {
        Net far = new Net(1, 4, 6, 6);
        Net wide = new Net(1, 1, 6, 6);
        Net small = new Net(1, 4, 1, 1);
        Value two = far.conv(far.conv(far.input(), 4, 4, Place.square(3, 1, 1)), 4, 4, Place.square(3, 1, 1));
        return List.of(new Refusal(far.build(far.add(far.input(), two)), "add3", "convolution's own input"),
                new Refusal(far.build(two), "conv2", "no addition but Conv"),
                new Refusal(wide.build(wide.add(wide.input(), wide.conv(wide.input(), 1, 4, Place.square(3, 1, 1)))),
                        "add2", "4 channels of 1"),
                new Refusal(
                        small.build(small.add(small.input(), small.conv(small.input(), 4, 4, Place.square(1, 1, 1)))),
                        "add2", "not as large as its input"));
    }
}
