package dev.secateur.views.session;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.views.outline.Outline;

/// What is computed from a version's graph without running it.
///
/// @param graph the graph it was computed from
/// @param outline its stages, blocks and layers as people read them
public record Analysis(Graph graph, Outline outline) {

    /// An analysis in which no blocks are known.
    public Analysis(Graph graph) {
        this(graph, Outline.of(graph, List.of()));
    }
}
