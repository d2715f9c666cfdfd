package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.views.canvas.layout.LocalGraph.LocalEdge;
import dev.secateur.views.canvas.layout.LocalGraph.Role;

/// An order of a local graph's nodes in which edges run forward (cycles aside) and over as few nodes as is easily had:
/// entries first, exits last, sources just before their first consumer, sinks just after their last producer.
final class FlowOrder {
    private final LocalGraph graph;
    private final List<List<Integer>> predecessors = new ArrayList<>();
    private final boolean[] hasSuccessor;
    private final byte[] state;
    private final List<Integer> order = new ArrayList<>();

    private FlowOrder(LocalGraph graph) {
        this.graph = graph;
        int count = graph.nodes().size();
        hasSuccessor = new boolean[count];
        state = new byte[count];
        for (int i = 0; i < count; i++) {
            predecessors.add(new ArrayList<>());
        }
        for (LocalEdge edge : graph.edges()) {
            predecessors.get(edge.to()).add(edge.from());
            hasSuccessor[edge.from()] = true;
        }
    }

    /// Node indices in flow order.
    static List<Integer> of(LocalGraph graph) {
        FlowOrder flow = new FlowOrder(graph);
        for (Role role : Role.values()) {
            flow.visitAll(role);
        }
        return flow.withEarlySinks();
    }

    private void visitAll(Role role) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            boolean lateSource = role == Role.BOX && predecessors.get(i).isEmpty() && hasSuccessor[i];
            if (graph.nodes().get(i).role() == role && !lateSource) {
                visit(i);
            }
        }
    }

    /// Depth first over predecessors without recursion: chains may be thousands of nodes long.
    private void visit(int root) {
        List<int[]> stack = new ArrayList<>();
        push(stack, root);
        while (!stack.isEmpty()) {
            int[] top = stack.getLast();
            List<Integer> before = predecessors.get(top[0]);
            if (top[1] < before.size()) {
                push(stack, before.get(top[1]++));
            } else {
                stack.removeLast();
                order.add(top[0]);
            }
        }
    }

    private void push(List<int[]> stack, int node) {
        if (state[node] == 0) {
            state[node] = 1;
            stack.add(new int[]{node, 0});
        }
    }

    private List<Integer> withEarlySinks() {
        int[] position = new int[order.size()];
        for (int i = 0; i < order.size(); i++) {
            position[order.get(i)] = i;
        }
        List<List<Integer>> after = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            after.add(new ArrayList<>());
        }
        boolean[] moved = new boolean[order.size()];
        for (int node : order) {
            boolean sink = !hasSuccessor[node] && graph.nodes().get(node).role() == Role.BOX;
            if (sink && !predecessors.get(node).isEmpty()) {
                int last = predecessors.get(node).stream().mapToInt(p -> position[p]).max().orElseThrow();
                moved[node] = last < position[node];
                if (moved[node]) {
                    after.get(last).add(node);
                }
            }
        }
        List<Integer> result = new ArrayList<>(order.size());
        for (int i = 0; i < order.size(); i++) {
            if (!moved[order.get(i)]) {
                result.add(order.get(i));
            }
            result.addAll(after.get(i));
        }
        return result;
    }
}
