package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.op.Unary;

import static org.assertj.core.api.Assertions.assertThat;

class TopologicalOrderTest {

    private static Node node(int id, List<Integer> inputs, int output) {
        return new Node(id, new Unary(Unary.Kind.RELU), inputs.stream().map(Value::new).toList(),
                List.of(new Value(output)), List.of(), null);
    }

    private static List<Node> chain(int length) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            nodes.add(node(100_000 + i, List.of(i), i + 1));
        }
        return nodes;
    }

    @Test
    void nodesInOrderStayAsTheyAre() {
        List<Node> nodes = Chains.of(200).nodes();
        assertThat(TopologicalOrder.of(nodes)).contains(nodes);
        assertThat(TopologicalOrder.cycle(nodes)).isEmpty();
    }

    @Test
    void aChainOfTwentyThousandInReverseIsPutRight() {
        List<Node> chain = chain(20_000);
        assertThat(TopologicalOrder.of(chain.reversed())).contains(chain);
    }

    @Test
    void shuffledNodesComeIntoAnOrderThatCanBeRun() {
        List<Node> nodes = new ArrayList<>(Chains.of(2_000).nodes());
        Collections.shuffle(nodes, new Random(3));
        List<Node> ordered = TopologicalOrder.of(nodes).orElseThrow();
        assertThat(ordered).containsExactlyInAnyOrderElementsOf(nodes);
        List<Value> made = new ArrayList<>();
        java.util.Set<Value> later = new java.util.HashSet<>();
        ordered.forEach(n -> later.addAll(n.outputs()));
        for (Node node : ordered) {
            assertThat(node.inputs()).noneMatch(later::contains);
            made.addAll(node.outputs());
            later.removeAll(node.outputs());
        }
        assertThat(made).hasSize(2_000);
    }

    @Test
    void aCycleIsFoundAndANodeOnItIsNamed() {
        List<Node> nodes = chain(20_000);
        nodes.set(10_000, node(7, List.of(10_000, 15_000), 10_001));
        assertThat(TopologicalOrder.of(nodes)).isEmpty();
        Node found = TopologicalOrder.cycle(nodes).orElseThrow();
        assertThat(found.output().id()).isBetween(10_001, 15_000);
    }

    @Test
    void aNodeThatUsesItsOwnOutputIsACycle() {
        Node alone = node(0, List.of(1), 1);
        assertThat(TopologicalOrder.cycle(List.of(alone))).contains(alone);
    }

    @Test
    void manyPathsToOneNodeAreNoCycle() {
        List<Node> ladder = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            ladder.add(node(100_000 + i, List.of(i, Math.max(0, i - 1), i), i + 1));
        }
        assertThat(TopologicalOrder.of(ladder.reversed()).orElseThrow()).isEqualTo(ladder);
    }
}
