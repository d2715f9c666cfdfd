package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// Finds the blocks of a flat graph and names them by stage and index. Linear in the number of nodes but for long skips.
public final class BlockFinder {

    private final Graph graph;
    private final Shapes shapes;
    private final Flow flow;
    private final List<Found> found = new ArrayList<>();
    private final Set<Integer> claimed = new HashSet<>();

    private BlockFinder(Graph graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
        this.flow = new Flow(graph);
    }

    /// All blocks in the order of their ends. No node is in two.
    ///
    /// @param shapes what follows for this graph; without it stages cannot be told apart and refusals say less
    public static List<Block> find(Graph graph, Shapes shapes) {
        BlockFinder finder = new BlockFinder(graph, shapes);
        finder.search();
        return finder.named();
    }

    private void search() {
        ResidualFinder residual = new ResidualFinder(graph, flow);
        for (Node node : graph.nodes()) {
            residual.endingIn(node).ifPresent(this::claim);
        }
        InvertedFinder inverted = new InvertedFinder(graph, flow);
        for (Node node : graph.nodes()) {
            if (!claimed.contains(node.id())) {
                inverted.around(node).ifPresent(this::claim);
            }
        }
        found.sort(Comparator.comparingInt(f -> flow.place(graph.producer(f.exit()).orElseThrow())));
    }

    private void claim(Found block) {
        List<Integer> ids = block.nodes().stream().map(Node::id).toList();
        if (ids.stream().noneMatch(claimed::contains)) {
            claimed.addAll(ids);
            found.add(block);
        }
    }

    private List<Block> named() {
        LegalityCheck check = new LegalityCheck(graph, shapes);
        List<Block> named = new ArrayList<>();
        int stage = 0;
        int index = 0;
        Optional<List<Dim>> before = Optional.empty();
        for (Found block : found) {
            Optional<List<Dim>> extents = extents(shapes.shape(block.exit()));
            boolean starts = stage == 0 || !extents.equals(before);
            stage += starts ? 1 : 0;
            index = starts ? 1 : index + 1;
            before = extents;
            named.add(new Block("stage" + stage + ".block" + index, block.kind(), stage,
                    flow.withConstants(block.nodes()), block.entry(), block.exit(), check.check(block),
                    block.anatomy()));
        }
        return named;
    }

    /// Channels and spatial extents, without the batch.
    private static Optional<List<Dim>> extents(@Nullable Shape shape) {
        return Optional.ofNullable(shape).filter(s -> s.rank() > 0).map(s -> s.dims().subList(1, s.rank()));
    }
}
