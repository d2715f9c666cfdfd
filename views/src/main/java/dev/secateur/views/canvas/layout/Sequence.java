package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.secateur.views.canvas.layout.LocalGraph.LocalEdge;

/// A local graph cut at its bottlenecks: boxes that no edge passes by and that send out one tensor only. What follows a
/// bottleneck can be laid out without knowing what comes before it.
///
/// @param items in flow order; every node is in exactly one
record Sequence(List<Item> items) {
    static final int NONE = -1;

    Sequence {
        items = List.copyOf(items);
    }

    /// Some boxes side by side and the bottleneck that closes them, or (nothing inside) that bottleneck alone.
    ///
    /// @param inside the nodes before the bottleneck, in flow order
    /// @param last   the bottleneck, [#NONE] when the graph ends before one
    record Item(List<Integer> inside, int last) {
        Item {
            inside = List.copyOf(inside);
        }

        boolean isSingle() {
            return inside.isEmpty();
        }

        /// All nodes in flow order.
        List<Integer> nodes() {
            List<Integer> all = new ArrayList<>(inside);
            if (last != NONE) {
                all.add(last);
            }
            return all;
        }
    }

    static Sequence of(LocalGraph graph) {
        List<Integer> order = FlowOrder.of(graph);
        boolean[] bottleneck = bottlenecks(graph, order);
        List<Item> items = new ArrayList<>();
        List<Integer> inside = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            if (bottleneck[i]) {
                items.add(new Item(inside, order.get(i)));
                inside.clear();
            } else {
                inside.add(order.get(i));
            }
        }
        if (!inside.isEmpty()) {
            items.add(new Item(inside, NONE));
        }
        return new Sequence(items);
    }

    private static boolean[] bottlenecks(LocalGraph graph, List<Integer> order) {
        int count = order.size();
        int[] position = new int[count];
        for (int i = 0; i < count; i++) {
            position[order.get(i)] = i;
        }
        int[] passing = new int[count + 1];
        boolean[] bottleneck = new boolean[count];
        java.util.Arrays.fill(bottleneck, true);
        List<Set<Long>> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sources.add(new HashSet<>());
        }
        for (LocalEdge edge : graph.edges()) {
            int from = position[edge.from()];
            int to = position[edge.to()];
            sources.get(from).add(edge.source());
            passing[Math.min(from, to) + 1]++;
            passing[Math.max(from, to)]--;
            if (from > to) {
                bottleneck[from] = false;
                bottleneck[to] = false;
            }
        }
        int over = 0;
        for (int i = 0; i < count; i++) {
            over += passing[i];
            bottleneck[i] &= over == 0 && sources.get(i).size() <= 1;
        }
        return bottleneck;
    }
}
