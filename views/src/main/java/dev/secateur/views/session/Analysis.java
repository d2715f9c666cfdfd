package dev.secateur.views.session;

import java.util.List;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.views.outline.Outline;

/// What is computed from a version's graph without running it.
///
/// @param graph the graph it was computed from
/// @param outline its stages, blocks and layers as people read them
/// @param shapes sizes of all values for one sample
/// @param costs counts for one sample
public record Analysis(Graph graph, Outline outline, Shapes shapes, Costs costs) {

    /// Analyses a graph in which no blocks are known.
    public Analysis(Graph graph) {
        this(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    private Analysis(Graph graph, Shapes shapes) {
        this(graph, Outline.of(graph, List.of()), shapes, CostRules.count(graph, shapes));
    }
}
