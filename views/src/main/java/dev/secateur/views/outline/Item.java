package dev.secateur.views.outline;

import java.util.List;

import dev.secateur.engine.graph.Node;

/// A part of an outline: a section that holds others, or a layer.
public sealed interface Item permits Section, Layer {

    /// Identity within the outline of one graph; the same for the same part of a later version where possible.
    String id();

    /// The name people see: `block2`, `conv1`.
    String label();

    /// All nodes of the graph in this part, in topological order within each layer.
    List<Node> nodes();
}
