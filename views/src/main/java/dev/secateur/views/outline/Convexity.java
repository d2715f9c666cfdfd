package dev.secateur.views.outline;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;

/// Tells whether nodes can be drawn as one box: no way leads out of them and back in, so the closed box makes no cycle.
final class Convexity {

    private final Graph graph;
    private final Map<Integer, Integer> position = new HashMap<>();

    Convexity(Graph graph) {
        this.graph = graph;
        graph.nodes().forEach(n -> position.put(n.id(), position.size()));
    }

    /// True if every way between two of the nodes runs through them alone.
    boolean holds(Collection<Node> nodes) {
        Set<Integer> inside = new HashSet<>();
        int last = 0;
        for (Node node : nodes) {
            inside.add(node.id());
            last = Math.max(last, position(node));
        }
        Set<Integer> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Node node : nodes) {
            pushOutside(node, inside, seen, open);
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (position(node) > last) {
                continue;
            }
            if (successors(node).anyMatch(n -> inside.contains(n.id()))) {
                return false;
            }
            pushOutside(node, inside, seen, open);
        }
        return true;
    }

    private void pushOutside(Node node, Set<Integer> inside, Set<Integer> seen, Deque<Node> open) {
        successors(node).filter(n -> !inside.contains(n.id()) && seen.add(n.id())).forEach(open::push);
    }

    private java.util.stream.Stream<Node> successors(Node node) {
        return node.outputs().stream().filter(Value::isPresent).flatMap(v -> graph.uses(v).stream()).map(Use::node);
    }

    private int position(Node node) {
        return position.getOrDefault(node.id(), 0);
    }
}
