package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Rule;

final class AbsorbProductSkipTest extends RuleContract<AbsorbProductSkip.Found> {

    @Override
    Rule<AbsorbProductSkip.Found> rule() {
        return new AbsorbProductSkip();
    }

    private static Value product(Net net, Value x, int from, int to) {
        return net.editor().addNode(new MatMul(), "mm", x, net.constant("w", 1, from, to)).output();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 2, 3, 4);
        Value x = net.relu(net.input());
        Value y = product(net, x, 4, 4);
        boolean bias = random.nextBoolean();
        Value z = bias ? net.add(y, net.constant("b", 1, 4)) : y;
        return new Site(net.build(net.relu(random.nextBoolean() ? net.add(z, x) : net.add(x, z))),
                bias ? "add3" : "add2", bias ? List.of("mm", "add2") : List.of("mm"));
    }

    @Override
    List<Refusal> refusals() {
        Net wide = new Net(1, 2, 3, 1);
        Net other = new Net(1, 2, 3, 4);
        return List.of(
                new Refusal(wide.build(wide.add(product(wide, wide.input(), 1, 4), wide.input())), "add1",
                        "makes 4 channels of 1"),
                new Refusal(other.build(other.add(product(other, other.relu(other.input()), 4, 4), other.input())),
                        "add2", "that product's own data"));
    }
}
