package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rule;

final class AbsorbNormalisationSkipTest extends RuleContract<AbsorbNormalisationSkip.Found> {

    @Override
    Rule<AbsorbNormalisationSkip.Found> rule() {
        return new AbsorbNormalisationSkip();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 6, 7);
        Value x = net.relu(net.input());
        int kernel = 1 + 2 * random.nextInt(3);
        Value a = net.conv(x, 4, 4, Place.square(kernel, 1, kernel / 2).groups(1 + random.nextInt(2)));
        Value b = net.norm(x, 4);
        return new Site(net.build(net.relu(random.nextBoolean() ? net.add(a, b) : net.add(b, a))), "add4",
                List.of("conv2", "norm3"));
    }

    @Override
    List<Refusal> refusals() {
        Net other = new Net(1, 4, 6, 6);
        Value far = other.norm(other.relu(other.input()), 4);
        Net wide = new Net(1, 1, 6, 6);
        Net none = new Net(1, 4, 6, 6);
        return List.of(
                new Refusal(other.build(
                        other.add(other.conv(other.input(), 4, 4, Place.square(3, 1, 1)), far)), "add4",
                        "its own normalised input"),
                new Refusal(wide.build(wide.add(wide.conv(wide.input(), 1, 4, Place.square(3, 1, 1)),
                        wide.norm(wide.input(), 1))), "add3", "makes 4 channels of 1"),
                new Refusal(none.build(none.relu(none.input())), "relu1", "no addition but Relu"));
    }
}
