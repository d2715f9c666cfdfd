package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A bundle as the layered algorithm gets it: sizes and connections only, so that equal bundles are equal keys.
///
/// @param nodes   sizes and layers
/// @param edges   by node index, in order of preference from left to right
/// @param spacing distance between layers
record Piece(List<PieceNode> nodes, List<PieceEdge> edges, double spacing) {
    /// An edge's end that the algorithm may place along the node's side.
    static final double FREE = -1;

    Piece {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// What the layered algorithm has to order: the nodes, and every place where an edge passes a layer.
    long load() {
        int[] layer = layers();
        long load = layer.length;
        for (PieceEdge edge : edges) {
            load += Math.max(0, Math.abs(layer[edge.to()] - layer[edge.from()]) - 1);
        }
        return load;
    }

    /// Most edges that leave the nodes of one layer: each is compared with each other where they turn.
    int widest() {
        int[] layer = layers();
        Map<Integer, Integer> leaving = new HashMap<>();
        for (PieceEdge edge : edges) {
            leaving.merge(layer[edge.from()], 1, Integer::sum);
        }
        return leaving.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /// Each node's place along the longest way to it.
    private int[] layers() {
        int[] layer = new int[nodes.size()];
        List<PieceEdge> byEnd = new ArrayList<>(edges);
        byEnd.sort(Comparator.comparingInt(PieceEdge::to));
        for (PieceEdge edge : byEnd) {
            if (edge.from() < edge.to()) {
                layer[edge.to()] = Math.max(layer[edge.to()], layer[edge.from()] + 1);
            }
        }
        return layer;
    }

    enum Layer {
        FIRST, ANY, LAST
    }

    record PieceNode(double cross, double along, Layer layer) {}

    /// @param fromOffset where it leaves the node's lower side, from its left end
    /// @param toOffset   where it meets the node's upper side, or [#FREE]
    record PieceEdge(int from, int to, double fromOffset, double toOffset, boolean shortcut) {}

    /// Where everything went.
    ///
    /// @param cross left ends of the nodes
    /// @param along upper ends of the nodes
    /// @param paths points of every edge, cross and along in turn
    record Placed(List<Double> cross, List<Double> along, List<double[]> paths) {}
}
