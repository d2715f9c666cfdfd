package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rule;

final class MergeAveragePoolTest extends RuleContract<MergeAveragePool.Found> {

    @Override
    Rule<MergeAveragePool.Found> rule() {
        return new MergeAveragePool();
    }

    private static Value pool(Net net, Value x, int size, int pad, boolean counted) {
        return net.editor().addNode(new AveragePool(Window.square(size, 2, pad), false, counted), "pool", x).output();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 11, 10);
        int groups = 1 + random.nextInt(2);
        int size = 2 + random.nextInt(2);
        if (random.nextBoolean()) {
            Value x = pool(net, net.input(), size, size == 3 ? random.nextInt(2) : 0, true);
            return new Site(
                    net.build(net.relu(net.conv(x, 4, 6, Place.square(1 + random.nextInt(3), 1, 0).groups(groups)))),
                    "conv1", List.of("pool"));
        }
        Value x = net.conv(net.input(), 4, 6, Place.square(3, 1, random.nextInt(2)).groups(groups));
        return new Site(net.build(net.relu(pool(net, x, size, 0, random.nextBoolean()))), "pool", List.of("conv1"));
    }

    @Override
    List<Refusal> refusals() {
        Net uncounted = new Net(1, 4, 8, 8);
        Net padded = new Net(1, 4, 8, 8);
        Net alone = new Net(1, 4, 8, 8);
        return List.of(
                new Refusal(uncounted.build(uncounted.conv(pool(uncounted, uncounted.input(), 3, 1, false), 4, 4,
                        Place.square(1, 1, 0))), "conv1", "not full of numbers"),
                new Refusal(padded.build(padded.conv(pool(padded, padded.input(), 2, 0, true), 4, 4,
                        Place.square(3, 1, 1))), "conv1", "adds zeros around"),
                new Refusal(alone.build(alone.relu(alone.relu(alone.input()))), "relu2",
                        "neither it nor what comes before"));
    }
}
