package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every node stands after the nodes whose outputs it uses.
final class ExecutableOrder implements Constraint {

    @Override
    public List<Violation> check(Graph graph) {
        Set<Value> later = new HashSet<>();
        graph.nodes().forEach(n -> later.addAll(n.outputs()));
        List<Violation> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (Stream.concat(node.inputs().stream().filter(Value::isPresent), node.captures().stream())
                    .anyMatch(later::contains)) {
                found.add(new Violation(graph.name(node), "it stands before a node whose output it uses"));
            }
            later.removeAll(node.outputs());
        }
        return found;
    }
}
