package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.Tensor;

final class MergeNormalisationsTest extends RuleContract<MergeNormalisations.Found> {

    @Override
    Rule<MergeNormalisations.Found> rule() {
        return new MergeNormalisations();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 5, 6);
        Value factor = net.editor().addConstant("factor", Tensor.scalar(1.5f));
        return switch (random.nextInt(3)) {
            case 0 -> new Site(net.build(net.relu(net.norm(net.norm(net.input(), 4), 4))), "norm2", List.of("norm1"));
            case 1 -> new Site(net.build(net.relu(net.norm(net.mul(factor, net.input()), 4))), "norm2",
                    List.of("mul1"));
            default -> new Site(net.build(net.relu(net.add(net.norm(net.input(), 4), factor))), "add2",
                    List.of("norm1"));
        };
    }

    @Override
    List<Refusal> refusals() {
        Net alone = new Net(1, 4, 5, 5);
        Net constants = new Net(1, 4, 5, 5);
        Value two = constants.editor().addConstant("two", Tensor.scalar(2));
        Net along = new Net(1, 4, 5, 4);
        return List.of(
                new Refusal(alone.build(alone.norm(alone.input(), 4)), "norm1", "no normalisation comes before it"),
                new Refusal(constants.build(constants.mul(constants.mul(constants.input(), two), two)), "mul2",
                        "neither a batch normalisation"),
                new Refusal(along.build(along.mul(along.norm(along.input(), 4), along.constant("c", 1, 4))), "mul2",
                        "neither a batch normalisation"));
    }
}
