package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.rewrite.Net;
import dev.secateur.engine.rewrite.Net.Place;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;

import static org.assertj.core.api.Assertions.assertThat;

final class RemoveIdentityTest extends RuleContract<Node> {

    @Override
    Rule<Node> rule() {
        return new RemoveIdentity();
    }

    @Override
    Site site(Random random) {
        Net net = new Net(random.nextLong(), 4, 5, 6);
        Op op = random.nextBoolean() ? new Identity() : new Dropout(null);
        Value x = net.editor().addNode(op, "same", net.conv(net.input(), 4, 4, Place.square(3, 1, 1))).output();
        return new Site(net.build(random.nextBoolean() ? net.relu(x) : x), "same", List.of());
    }

    @Override
    List<Refusal> refusals() {
        Net whole = new Net(1, 4, 5, 5);
        Value same = whole.editor().addNode(new Identity(), "same", whole.input()).output();
        Net other = new Net(1, 4, 5, 5);
        return List.of(new Refusal(whole.build(same), "same", "is a result of the model"),
                new Refusal(other.build(other.relu(other.input())), "relu1", "no Identity or Dropout but Relu"));
    }

    @Test
    void aResultKeepsItsName() {
        Net net = new Net(1, 4, 5, 5);
        Graph graph = net.build(net.editor().addNode(new Identity(), "same", net.relu(net.input())).output());

        Graph after = Rewriter.everywhere(graph, rule(), Progress.none());

        assertThat(after.nodes()).hasSize(1);
        assertThat(after.name(after.outputs().getFirst())).isEqualTo(graph.name(graph.outputs().getFirst()));
    }
}
