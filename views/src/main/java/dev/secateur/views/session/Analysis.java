package dev.secateur.views.session;

import dev.secateur.engine.graph.Graph;

/// What is computed from a version's graph without running it.
///
/// @param graph the graph it was computed from
public record Analysis(Graph graph) {}
