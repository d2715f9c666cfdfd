package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Puts nodes into an order in which each stands after those it depends on; nodes that already do keep their order.
///
/// A depth-first walk with a stack of its own, so depth is bounded by memory only. Values and nodes are told apart by their
/// ids and positions, which are small numbers, so plain arrays serve.
public final class TopologicalOrder {

    private static final byte UNSEEN = 0;
    private static final byte OPEN = 1;
    private static final byte DONE = 2;
    private static final int NOBODY = -1;

    private final Node[] nodes;
    private final int[] makers;
    private final byte[] states;
    private final List<Node> ordered;
    private int[] stack;
    private int depth;
    private int onCycle = NOBODY;

    private TopologicalOrder(Collection<Node> nodes) {
        this.nodes = nodes.toArray(Node[]::new);
        this.makers = makers(this.nodes);
        this.states = new byte[this.nodes.length];
        this.ordered = new ArrayList<>(this.nodes.length);
        this.stack = new int[64];
    }

    /// The nodes in order; empty if they form a cycle.
    public static Optional<List<Node>> of(Collection<Node> nodes) {
        TopologicalOrder order = new TopologicalOrder(nodes);
        return order.sort() ? Optional.of(order.ordered) : Optional.empty();
    }

    /// A node that depends on itself, directly or through others; empty if there is none.
    public static Optional<Node> cycle(Collection<Node> nodes) {
        TopologicalOrder order = new TopologicalOrder(nodes);
        return order.sort() ? Optional.empty() : Optional.of(order.nodes[order.onCycle]);
    }

    /// The position of the node that makes a value, by the id of the value.
    private static int[] makers(Node[] nodes) {
        int last = -1;
        for (Node node : nodes) {
            for (Value output : node.outputs()) {
                last = Math.max(last, output.id());
            }
        }
        int[] makers = new int[last + 1];
        Arrays.fill(makers, NOBODY);
        for (int i = 0; i < nodes.length; i++) {
            for (Value output : nodes[i].outputs()) {
                if (output.isPresent()) {
                    makers[output.id()] = i;
                }
            }
        }
        return makers;
    }

    private boolean sort() {
        for (int i = 0; i < nodes.length; i++) {
            if (!visit(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean visit(int start) {
        push(start);
        while (depth > 0) {
            int node = stack[depth - 1];
            if (states[node] == UNSEEN) {
                states[node] = OPEN;
                if (!pushMakers(nodes[node].captures()) || !pushMakers(nodes[node].inputs())) {
                    return false;
                }
            } else {
                depth--;
                if (states[node] == OPEN) {
                    states[node] = DONE;
                    ordered.add(nodes[node]);
                }
            }
        }
        return true;
    }

    /// The last operand first, so that the first one is visited first.
    private boolean pushMakers(List<Value> operands) {
        for (int i = operands.size() - 1; i >= 0; i--) {
            int id = operands.get(i).id();
            int maker = id < 0 || id >= makers.length ? NOBODY : makers[id];
            if (maker != NOBODY && states[maker] == OPEN) {
                onCycle = maker;
                return false;
            }
            if (maker != NOBODY && states[maker] == UNSEEN) {
                push(maker);
            }
        }
        return true;
    }

    private void push(int node) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = node;
    }
}
