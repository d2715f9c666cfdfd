package dev.secateur.engine.compress.proxylessnas;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// An operation by itself, before it stands in a store.
///
/// @param label for people
/// @param graph with one input and one output; null for one that leaves the edge out
record Part(String label, @Nullable Graph graph) {

    /// Multiply-accumulates for one picture.
    long macs() {
        return graph == null ? 0 : CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).macs();
    }
}
