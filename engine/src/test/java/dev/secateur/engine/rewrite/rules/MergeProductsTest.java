package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Rule;

final class MergeProductsTest extends RuleContract<MergeProducts.Found> {

    @Override
    Rule<MergeProducts.Found> rule() {
        return new MergeProducts();
    }

    private static Value gemm(Net net, Value x, String name, int from, int to) {
        boolean turned = net.random().nextBoolean();
        Value weight = turned
                ? net.constant(name + ".weight", 0.5, to, from)
                : net.constant(name + ".weight", 0.5, from, to);
        return net.editor().addNode(new Gemm(0.5f, 2, false, turned), name, x, weight,
                net.constant(name + ".bias", 1, to)).output();
    }

    private static Value product(Net net, Value x, String name, int from, int to) {
        return net.editor().addNode(new MatMul(), name, x, net.constant(name + ".weight", 0.5, from, to)).output();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 2, 3, 4);
        if (random.nextBoolean()) {
            Value flat = net.editor().addNode(new Flatten(1), "flat", net.input()).output();
            Value x = gemm(net, gemm(net, flat, "first", 24, 6), "second", 6, 5);
            return new Site(net.build(net.relu(x)), "second", List.of("first"));
        }
        Value x = product(net, net.input(), "first", 4, 6);
        boolean bias = random.nextBoolean();
        Value y = product(net, bias ? net.add(x, net.constant("b", 1, 6)) : x, "second", 6, 5);
        boolean second = random.nextBoolean();
        return new Site(net.build(net.relu(second ? net.add(net.constant("c", 1, 5), y) : y)), "second",
                bias ? List.of("first", "add1") : List.of("first"));
    }

    @Override
    List<Refusal> refusals() {
        Net alone = new Net(1, 4, 5, 5);
        Net between = new Net(1, 4, 5, 5);
        Value relu = between.relu(product(between, between.input(), "first", 5, 5));
        Net pair = new Net(1, 4, 5, 5);
        return List.of(
                new Refusal(alone.build(product(alone, alone.input(), "only", 5, 3)), "only",
                        "no matrix product comes before it"),
                new Refusal(between.build(product(between, relu, "second", 5, 3)), "second",
                        "no matrix product comes before it"),
                new Refusal(
                        pair.build(pair.editor().addNode(new MatMul(), "both", pair.input(), pair.input()).output()),
                        "both", "no constant matrix"));
    }
}
