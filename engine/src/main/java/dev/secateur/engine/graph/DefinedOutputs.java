package dev.secateur.engine.graph;

import java.util.List;

/// Every result of the graph has a source.
final class DefinedOutputs implements Constraint {

    @Override
    public List<Violation> check(Graph graph) {
        return graph.outputs().stream()
                .filter(v -> graph.producer(v).isEmpty() && !graph.inputs().contains(v)
                        && !graph.constants().containsKey(v))
                .map(v -> new Violation(graph.name(v), "this output of the model is made by no node")).toList();
    }
}
