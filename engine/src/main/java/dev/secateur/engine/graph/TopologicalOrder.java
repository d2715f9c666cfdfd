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

import org.jspecify.annotations.Nullable;

/// Puts nodes into an order in which each stands after those it depends on; nodes that already do keep their order.
public final class TopologicalOrder {

    private final Map<Value, Node> producers = new HashMap<>();
    private final List<Node> ordered = new ArrayList<>();
    private final Set<Integer> done = new HashSet<>();
    private final Set<Integer> open = new HashSet<>();

    private @Nullable Node onCycle;

    private TopologicalOrder() {}

    /// The nodes in order; empty if they form a cycle. Depth is bounded by memory only, not by the call stack.
    public static Optional<List<Node>> of(Collection<Node> nodes) {
        TopologicalOrder order = new TopologicalOrder();
        return order.sort(nodes) ? Optional.of(order.ordered) : Optional.empty();
    }

    /// A node that depends on itself, directly or through others; empty if there is none.
    public static Optional<Node> cycle(Collection<Node> nodes) {
        TopologicalOrder order = new TopologicalOrder();
        order.sort(nodes);
        return Optional.ofNullable(order.onCycle);
    }

    private boolean sort(Collection<Node> nodes) {
        for (Node node : nodes) {
            for (Value output : node.outputs()) {
                if (output.isPresent()) {
                    producers.put(output, node);
                }
            }
        }
        return nodes.stream().allMatch(this::visit);
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
        return pushMakers(node.captures(), stack) && pushMakers(node.inputs(), stack);
    }

    private boolean pushMakers(List<Value> operands, Deque<Node> stack) {
        for (Value operand : operands.reversed()) {
            Node maker = producers.get(operand);
            if (maker == null || done.contains(maker.id())) {
                continue;
            }
            if (open.contains(maker.id())) {
                onCycle = maker;
                return false;
            }
            stack.push(maker);
        }
        return true;
    }
}
