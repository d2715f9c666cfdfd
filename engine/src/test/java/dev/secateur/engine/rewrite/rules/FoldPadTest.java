package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.Tensor;

final class FoldPadTest extends RuleContract<FoldPad.Found> {

    @Override
    Rule<FoldPad.Found> rule() {
        return new FoldPad();
    }

    private static Value pad(Net net, String mode, long... pads) {
        return net.editor().addNode(new Pad(mode, null, null), "pad", net.relu(net.input()),
                net.editor().addConstant("pads", Tensor.vector(pads))).output();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 7, 6);
        Value x = pad(net, "constant", 0, 0, random.nextInt(3), 1, 0, 0, 2, random.nextInt(2));
        return new Site(
                net.build(net.relu(net.conv(x, 4, 3, Place.square(3, 1 + random.nextInt(2), random.nextInt(2))))),
                "conv2", List.of("pad"));
    }

    private static Refusal refused(String mode, String reason, long... pads) {
        Net net = new Net(1, 4, 7, 7);
        long channels = 4 + pads[1] + pads[5];
        return new Refusal(net.build(net.conv(pad(net, mode, pads), (int) channels, 3, Place.square(3, 1, 0))),
                "conv2", reason);
    }

    @Override
    List<Refusal> refusals() {
        Net bare = new Net(1, 4, 7, 7);
        return List.of(refused("reflect", "not of a constant number of zeros", 0, 0, 1, 1, 0, 0, 1, 1),
                refused("constant", "along channels", 0, 1, 0, 0, 0, 0, 0, 0),
                refused("constant", "takes something away", 0, 0, -1, 0, 0, 0, 0, 0),
                new Refusal(bare.build(bare.conv(bare.input(), 4, 3, Place.square(3, 1, 0))), "conv1",
                        "no border comes before it"));
    }
}
