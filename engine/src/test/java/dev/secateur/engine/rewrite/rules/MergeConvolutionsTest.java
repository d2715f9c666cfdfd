package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.rewrite.Axis;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rule;

final class MergeConvolutionsTest extends RuleContract<ConvolutionPair> {

    @Override
    Rule<ConvolutionPair> rule() {
        return new MergeConvolutions();
    }

    @Override
    Site site(Random random) {
        int group = 1 + random.nextInt(2);
        Net net = new Net(random.nextLong(), 4, 14, 13);
        Geometry of1 = new Geometry(new Axis(3, 1 + random.nextInt(2), random.nextInt(3), 1),
                new Axis(random.nextBoolean() ? 3 : 5, 1, 2, random.nextInt(3)));
        Value x = net.conv(net.input(), 4, 6, new Place(of1, group, random.nextBoolean()));
        Value y = net.conv(x, 6, 4, Place.square(3, 1 + random.nextInt(2), 0).groups(1 + random.nextInt(2)));
        return new Site(net.build(net.relu(y)), "conv2", List.of("conv1"));
    }

    @Override
    List<Refusal> refusals() {
        Net padded = new Net(1, 4, 6, 6);
        Net activated = new Net(1, 4, 6, 6);
        Value relu = activated.relu(activated.conv(activated.input(), 4, 4, Place.square(3, 1, 1)));
        return List.of(
                new Refusal(padded.build(padded.conv(padded.conv(padded.input(), 4, 4, Place.square(3, 1, 1)), 4, 4,
                        Place.square(3, 1, 1))), "conv2", "adds zeros around"),
                new Refusal(activated.build(activated.conv(relu, 4, 4, Place.square(3, 1, 0))), "conv3",
                        "no convolution but Relu"));
    }
}
