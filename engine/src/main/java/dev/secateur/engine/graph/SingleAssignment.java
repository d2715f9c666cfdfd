package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every value has one source: one node, or an input, or an initializer.
final class SingleAssignment implements Constraint {

    @Override
    public List<Violation> check(Graph graph) {
        Set<Value> sources = new HashSet<>();
        List<Violation> found = new ArrayList<>();
        for (Value input : graph.inputs()) {
            if (!sources.add(input)) {
                found.add(new Violation(graph.name(input), "it is listed as an input twice"));
            }
        }
        sources.addAll(graph.constants().keySet());
        for (Node node : graph.nodes()) {
            for (Value output : node.outputs()) {
                if (output.isPresent() && !sources.add(output)) {
                    found.add(new Violation(graph.name(node),
                            "its output " + graph.name(output) + " has another source too"));
                }
            }
        }
        return found;
    }
}
