package dev.secateur.engine.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Puts nodes into an order in which each stands after those it depends on; nodes that already do keep their order.
public final class TopologicalOrder {

    private final Map<Value, Node> producers = new HashMap<>();
    private final List<Node> ordered = new ArrayList<>();
    private final Set<Integer> done = new HashSet<>();
    private final Set<Integer> open = new HashSet<>();

    private TopologicalOrder() {}

    /// The nodes in order; empty if they form a cycle. Depth is bounded by memory only, not by the call stack.
    public static Optional<List<Node>> of(Collection<Node> nodes) {
        TopologicalOrder order = new TopologicalOrder();
        nodes.forEach(n -> n.outputs().stream().filter(Value::isPresent).forEach(v -> order.producers.put(v, n)));
        for (Node node : nodes) {
            if (!order.visit(node)) {
                return Optional.empty();
            }
        }
        return Optional.of(order.ordered);
    }

    private boolean visit(Node start) {
        Deque<Node> stack = new ArrayDeque<>();
        stack.push(start);
        while (!stack.isEmpty()) {
            Node node = stack.peek();
            if (done.contains(node.id())) {
                stack.pop();
            } else if (open.add(node.id())) {
                if (!pushOperands(node, stack)) {
                    return false;
                }
            } else {
                stack.pop();
                done.add(node.id());
                ordered.add(node);
            }
        }
        return true;
    }

    private boolean pushOperands(Node node, Deque<Node> stack) {
        List<Node> makers = Stream.concat(node.inputs().stream(), node.captures().stream())
                .map(producers::get).filter(java.util.Objects::nonNull).filter(n -> !done.contains(n.id())).toList();
        for (Node maker : makers.reversed()) {
            if (open.contains(maker.id())) {
                return false;
            }
            stack.push(maker);
        }
        return true;
    }
}
