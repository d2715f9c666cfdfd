package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.layout.LocalGraph.LocalEdge;
import dev.secateur.views.canvas.layout.LocalGraph.LocalNode;
import dev.secateur.views.canvas.layout.LocalGraph.Role;
import dev.secateur.views.canvas.layout.Piece.Layer;
import dev.secateur.views.canvas.layout.Piece.PieceEdge;
import dev.secateur.views.canvas.layout.Piece.PieceNode;
import dev.secateur.views.canvas.layout.Sequence.Item;
import dev.secateur.views.canvas.model.Rect;

/// Lays out the items of a graph.
final class ItemMaker {
    private final LocalGraph graph;
    private final double spacing;
    private final Function<Piece, Piece.Placed> place;
    private final List<List<Integer>> incoming = new ArrayList<>();
    private final Map<Integer, Long> outgoing = new HashMap<>();

    ItemMaker(LocalGraph graph, double spacing, Function<Piece, Piece.Placed> place) {
        this.graph = graph;
        this.spacing = spacing;
        this.place = place;
        for (int i = 0; i < graph.nodes().size(); i++) {
            incoming.add(new ArrayList<>());
        }
        for (int i = 0; i < graph.edges().size(); i++) {
            LocalEdge edge = graph.edges().get(i);
            incoming.get(edge.to()).add(i);
            outgoing.putIfAbsent(edge.from(), edge.source());
        }
    }

    ItemLayout make(Item item) {
        return item.isSingle() ? single(item) : bundle(item);
    }

    private ItemLayout single(Item item) {
        LocalNode node = graph.nodes().get(item.last());
        Map<Integer, double[]> tails = new HashMap<>();
        double port = node.cross() / 2;
        for (int edge : incoming.get(item.last())) {
            port = node.inOffset(graph.edges().get(edge).source());
            tails.put(edge, new double[]{0, 0});
        }
        Rect rect = new Rect(-port, 0, node.cross(), node.along());
        return new ItemLayout(item, Map.of(item.last(), rect), tails, !tails.isEmpty(), exit(item.last(), rect));
    }

    private ItemLayout bundle(Item item) {
        Map<Integer, Integer> index = new LinkedHashMap<>();
        List<PieceNode> nodes = new ArrayList<>();
        boolean entered = isEntered(item);
        if (entered) {
            nodes.add(new PieceNode(0, 0, Layer.FIRST));
        }
        for (int node : item.nodes()) {
            index.put(node, nodes.size());
            LocalNode local = graph.nodes().get(node);
            // The bottleneck closes the bundle: the line that goes on from it would else cross what stands below.
            nodes.add(new PieceNode(local.cross(), local.along(), node == item.last() ? Layer.LAST : layer(local)));
        }
        List<Integer> edges = new ArrayList<>();
        item.nodes().forEach(node -> edges.addAll(incoming.get(node)));
        edges.sort(Comparator.comparing(i -> graph.edges().get(i).shortcut()));
        List<PieceEdge> pieceEdges = edges.stream()
                .map(i -> pieceEdge(graph.edges().get(i), index))
                .toList();
        Piece.Placed placed = place.apply(new Piece(nodes, pieceEdges, spacing));
        return assemble(item, new Assembly(index, edges, placed, entered));
    }

    private record Assembly(
            Map<Integer, Integer> index, List<Integer> edges, Piece.Placed placed, boolean entered) {}

    private ItemLayout assemble(Item item, Assembly assembly) {
        Piece.Placed placed = assembly.placed();
        double dx = assembly.entered() ? -placed.cross().getFirst() : -middle(item, assembly);
        double dy = -top(placed);
        Map<Integer, Rect> boxes = new HashMap<>();
        assembly.index().forEach((node, at) -> {
            LocalNode local = graph.nodes().get(node);
            boxes.put(
                    node,
                    new Rect(
                            placed.cross().get(at) + dx,
                            placed.along().get(at) + dy,
                            local.cross(),
                            local.along()));
        });
        Map<Integer, double[]> tails = new HashMap<>();
        for (int i = 0; i < assembly.edges().size(); i++) {
            int edge = assembly.edges().get(i);
            Path tail = assembly.index().containsKey(graph.edges().get(edge).from()) ? new Path() : Path.of(0, 0);
            tails.put(edge, tail.addAll(placed.paths().get(i), dx, dy).toArray());
        }
        int end = item.last();
        ItemLayout.Exit exit = end == Sequence.NONE ? new ItemLayout.Exit(0, 0) : exit(end, boxes.get(end));
        return new ItemLayout(item, boxes, tails, assembly.entered(), exit);
    }

    private static double top(Piece.Placed placed) {
        double top = placed.along().stream().mapToDouble(along -> along).min().orElse(0);
        for (double[] path : placed.paths()) {
            for (int i = 1; i < path.length; i += 2) {
                top = Math.min(top, path[i]);
            }
        }
        return top;
    }

    /// Without a line to enter on, the first box stands on the axis.
    private double middle(Item item, Assembly assembly) {
        return assembly.placed().cross().getFirst()
                + graph.nodes().get(item.inside().getFirst()).cross() / 2;
    }

    private boolean isEntered(Item item) {
        Set<Integer> nodes = new HashSet<>(item.nodes());
        return nodes.stream()
                .flatMap(node -> incoming.get(node).stream())
                .anyMatch(edge -> !nodes.contains(graph.edges().get(edge).from()));
    }

    private static Layer layer(LocalNode node) {
        return switch (node.role()) {
            case ENTRY -> Layer.FIRST;
            case BOX -> Layer.ANY;
            case EXIT -> Layer.LAST;
        };
    }

    private PieceEdge pieceEdge(LocalEdge edge, Map<Integer, Integer> index) {
        LocalNode to = graph.nodes().get(edge.to());
        Integer from = index.get(edge.from());
        double fromOffset = from == null ? 0 : graph.nodes().get(edge.from()).outOffset(edge.source());
        return new PieceEdge(
                from == null ? 0 : from, Objects.requireNonNull(index.get(edge.to())), fromOffset, toOffset(edge, to),
                edge.shortcut());
    }

    /// A trunk edge meets the middle, one shortcut beside it the right half; more edges are spread by the algorithm.
    private double toOffset(LocalEdge edge, LocalNode to) {
        List<Integer> all = incoming.get(edge.to());
        if (to.hasOwnInPorts() || to.role() == Role.EXIT || all.size() == 1) {
            return to.inOffset(edge.source());
        }
        long shortcuts = all.stream().filter(i -> graph.edges().get(i).shortcut()).count();
        if (all.size() == 2 && shortcuts == 1) {
            return edge.shortcut() ? to.cross() * 0.5 + Math.min(30, to.cross() / 4) : to.cross() / 2;
        }
        return Piece.FREE;
    }

    private ItemLayout.Exit exit(int node, @Nullable Rect rect) {
        Rect known = Objects.requireNonNull(rect);
        LocalNode local = graph.nodes().get(node);
        double port = outgoing.containsKey(node) ? local.outOffset(outgoing.get(node)) : local.cross() / 2;
        return new ItemLayout.Exit(known.x() + port, known.bottom());
    }
}
