package dev.secateur.engine.compare;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;

/// Finds the nodes of one network in another one.
///
/// Strong signs come first: equal weights, names of weights, names of nodes. Names that only count (`Conv_12`) are believed
/// unless equal weights stand under other numbers, as happens when a network is exported anew. What is left is paired along the
/// edges from nodes that are paired already.
final class NodeMatching {

    /// Part of the names that better signs may contradict before no number is believed.
    private static final double TOLERATED = 0.1;

    private final Graph before;
    private final Graph after;
    private final Map<Integer, Integer> pairs = new LinkedHashMap<>();
    private final Set<Integer> taken = new HashSet<>();

    NodeMatching(Graph before, Graph after) {
        this.before = before;
        this.after = after;
    }

    /// Ids of the first network's nodes to ids of the second one's; nodes that were not found are missing.
    Map<Integer, Integer> pairs() {
        pairByWeights();
        pairByKey((graph, node) -> Signs.weightName(graph, node).filter(n -> !Signs.isNumbered(n)));
        pairByKey((graph, node) -> Optional.of(graph.name(node)).filter(n -> !Signs.isNumbered(n)));
        if (areNumbersKept()) {
            pairByKey((graph, node) -> Optional.of(graph.name(node)));
        }
        pairAlongEdges((a, b) -> Signs.look(before, a).equals(Signs.look(after, b)));
        pairAlongEdges((a, b) -> true);
        return pairs;
    }

    private void pairByWeights() {
        pairByKey(Signs::weightMark, (a, b) -> Signs.haveEqualWeights(before, a, after, b));
    }

    private void pairByKey(BiFunction<Graph, Node, Optional<String>> key) {
        pairByKey(key, (a, b) -> true);
    }

    /// Pairs nodes of one operator with the same key, where the key is unique among the unpaired nodes of both networks.
    private void pairByKey(BiFunction<Graph, Node, Optional<String>> key, BiPredicate<Node, Node> holds) {
        Map<String, Node> theirs = unique(after, key, taken);
        unique(before, key, pairs.keySet()).forEach((k, a) -> {
            Node b = theirs.get(k);
            if (b != null && holds.test(a, b)) {
                pair(a, b);
            }
        });
    }

    private static Map<String, Node> unique(Graph graph, BiFunction<Graph, Node, Optional<String>> key,
            Set<Integer> without) {
        Map<String, Node> found = new LinkedHashMap<>();
        Set<String> twice = new HashSet<>();
        for (Node node : graph.nodes()) {
            if (!without.contains(node.id())) {
                key.apply(graph, node).map(k -> node.op().type() + " " + k).ifPresent(k -> {
                    if (found.putIfAbsent(k, node) != null) {
                        twice.add(k);
                    }
                });
            }
        }
        found.keySet().removeAll(twice);
        return found;
    }

    /// True unless nodes that are the same by better signs bear other names.
    private boolean areNumbersKept() {
        Map<Integer, Node> theirs = new HashMap<>();
        after.nodes().forEach(n -> theirs.put(n.id(), n));
        int known = 0;
        int moved = 0;
        for (Node node : before.nodes()) {
            Integer partner = pairs.get(node.id());
            Node other = partner == null ? null : theirs.get(partner);
            if (other != null) {
                known++;
                moved += before.name(node).equals(after.name(other)) ? 0 : 1;
            }
        }
        return moved <= TOLERATED * known;
    }

    private void pairAlongEdges(BiPredicate<Node, Node> alike) {
        Deque<Pair> open = new ArrayDeque<>();
        Map<Integer, Node> ours = new HashMap<>();
        Map<Integer, Node> theirs = new HashMap<>();
        before.nodes().forEach(n -> ours.put(n.id(), n));
        after.nodes().forEach(n -> theirs.put(n.id(), n));
        pairs.forEach((a, b) -> {
            Node node = ours.get(a);
            Node other = theirs.get(b);
            if (node != null && other != null) {
                open.add(new Pair(node, other));
            }
        });
        meet(before.requiredInputs(), after.requiredInputs(), alike, open);
        for (int i = 0; i < Math.min(before.outputs().size(), after.outputs().size()); i++) {
            meetMakers(before.outputs().get(i), after.outputs().get(i), alike, open);
        }
        while (!open.isEmpty()) {
            Pair pair = open.remove();
            meet(pair.a().outputs(), pair.b().outputs(), alike, open);
            int inputs = Math.min(pair.a().inputs().size(), pair.b().inputs().size());
            for (int i = 0; i < inputs; i++) {
                meetMakers(pair.a().input(i), pair.b().input(i), alike, open);
            }
        }
    }

    private record Pair(Node a, Node b) {}

    private void meetMakers(Value ours, Value theirs, BiPredicate<Node, Node> alike, Deque<Pair> open) {
        before.producer(ours).ifPresent(a -> after.producer(theirs).ifPresent(b -> offer(a, b, alike, open)));
    }

    /// Pairs the users of values one by one, where only one of each network comes into question.
    private void meet(List<Value> ours, List<Value> theirs, BiPredicate<Node, Node> alike, Deque<Pair> open) {
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            List<Use> mine = free(before, ours.get(i), pairs.keySet());
            List<Use> others = free(after, theirs.get(i), taken);
            for (Use use : mine) {
                List<Use> fitting = others.stream().filter(o -> fits(use, o) && alike.test(use.node(), o.node()))
                        .toList();
                long rivals = mine.stream().filter(m -> fits(m, use)).count();
                if (fitting.size() == 1 && rivals == 1) {
                    offer(use.node(), fitting.getFirst().node(), alike, open);
                }
            }
        }
    }

    private static boolean fits(Use a, Use b) {
        return a.index() == b.index() && a.node().op().type().equals(b.node().op().type());
    }

    private static List<Use> free(Graph graph, Value value, Set<Integer> paired) {
        return graph.uses(value).stream().filter(u -> !paired.contains(u.node().id())).toList();
    }

    private void offer(Node a, Node b, BiPredicate<Node, Node> alike, Deque<Pair> open) {
        if (!pairs.containsKey(a.id()) && !taken.contains(b.id()) && a.op().type().equals(b.op().type())
                && alike.test(a, b)) {
            pair(a, b);
            open.add(new Pair(a, b));
        }
    }

    private void pair(Node a, Node b) {
        pairs.put(a.id(), b.id());
        taken.add(b.id());
    }
}
