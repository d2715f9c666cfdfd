package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every value has a name, and no two have the same.
final class DistinctNames implements Constraint {

    @Override
    public List<Violation> check(Graph graph) {
        List<Violation> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        graph.names().values().forEach((value, name) -> {
            if (!seen.add(name)) {
                found.add(new Violation(name, "two values have this name"));
            }
        });
        for (Node node : graph.nodes()) {
            if (node.outputs().stream().anyMatch(v -> v.isPresent() && graph.name(v).isEmpty())) {
                found.add(new Violation(graph.name(node), "an output has no name"));
            }
        }
        if (graph.inputs().stream().anyMatch(v -> graph.name(v).isEmpty())) {
            found.add(new Violation("model", "an input has no name"));
        }
        if (graph.constants().keySet().stream().anyMatch(v -> graph.name(v).isEmpty())) {
            found.add(new Violation("model", "a constant has no name"));
        }
        return found;
    }
}
