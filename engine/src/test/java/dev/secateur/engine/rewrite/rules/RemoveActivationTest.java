package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.rewrite.Activation;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;

import static org.assertj.core.api.Assertions.assertThat;

final class RemoveActivationTest extends RuleContract<Activation> {

    @Override
    Rule<Activation> rule() {
        return new RemoveActivation();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 8, 8);
        Value x = net.conv(net.input(), 4, 6, Place.square(3, 1, 1));
        int kind = random.nextInt(3);
        Value y = switch (kind) {
            case 0 -> net.relu(x);
            case 1 -> net.relu6(x);
            default -> net.mul(net.unary(Unary.Kind.SIGMOID, x), x);
        };
        Graph graph = net.build(net.conv(y, 6, 4, Place.square(3, 1, 1)));
        String[] names = {"relu2", "clip2", "mul3"};
        return new Site(graph, names[kind], kind == 2 ? List.of("sigmoid2", "mul3") : List.of(names[kind]));
    }

    @Override
    List<Refusal> refusals() {
        Net end = new Net(1, 4, 8, 8);
        Net twice = new Net(1, 4, 8, 8);
        Value relu = twice.relu(twice.input());
        Net gate = new Net(1, 4, 8, 8);
        Value sigmoid = gate.unary(Unary.Kind.SIGMOID, gate.input());
        Graph product = gate.build(gate.conv(gate.mul(gate.input(), sigmoid), 4, 4, Place.square(1, 1, 0)));
        return List.of(new Refusal(end.build(end.relu(end.input())), "relu1", "result of the model"),
                new Refusal(twice.build(twice.add(relu, relu)), "relu1", "not used exactly once"),
                new Refusal(product, "sigmoid1", "gate of a product"),
                new Refusal(product, "conv3", "no activation but Conv"));
    }

    @Test
    void changesNothingWhereTheActivationDoesNothing() throws Exception {
        Net net = new Net(1, 4, 8, 8);
        Graph graph = net.build(net.conv(net.relu(net.relu(net.input())), 4, 4, Place.square(3, 1, 1)));

        Graph after = Rewriter.at(graph, Net.node(graph, "relu2"), rule(), Progress.none());

        assertThat(after.nodes()).hasSize(2);
        assertThat(compare(after, graph, 1).maxAbs()).isZero();
    }
}
