package dev.secateur.views.session;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.outline.Span;

/// What is computed from a version's graph without running it.
///
/// @param graph the graph it was computed from
/// @param outline its stages, blocks and layers as people read them
/// @param shapes sizes of all values for one sample
/// @param costs counts for one sample
/// @param blocks in the order of the graph
public record Analysis(Graph graph, Outline outline, Shapes shapes, Costs costs, List<Block> blocks) {

    public Analysis {
        blocks = List.copyOf(blocks);
    }

    /// Analyses a graph.
    public Analysis(Graph graph) {
        this(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    private Analysis(Graph graph, Shapes shapes) {
        this(graph, shapes, BlockFinder.find(graph, shapes));
    }

    private Analysis(Graph graph, Shapes shapes, List<Block> blocks) {
        this(graph, Outline.of(graph, blocks.stream().map(Analysis::span).toList()), shapes,
                CostRules.count(graph, shapes), blocks);
    }

    private static Span span(Block block) {
        return new Span(block.id(), "stage" + block.stage(), block.parent(), new HashSet<>(block.nodes()));
    }

    /// The block with this id; empty if there is none.
    public Optional<Block> block(String id) {
        return blocks.stream().filter(b -> b.id().equals(id)).findFirst();
    }
}
