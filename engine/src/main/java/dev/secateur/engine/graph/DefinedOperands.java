package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every operand and every captured value has a source.
final class DefinedOperands implements Constraint {

    @Override
    public List<Violation> check(Graph graph) {
        Set<Value> sources = new HashSet<>(graph.inputs());
        sources.addAll(graph.constants().keySet());
        graph.nodes().forEach(n -> sources.addAll(n.outputs()));
        List<Violation> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Stream.concat(node.inputs().stream().filter(Value::isPresent), node.captures().stream())
                    .filter(v -> !sources.contains(v))
                    .forEach(v -> found.add(new Violation(graph.name(node),
                            "its input " + shown(graph, v) + " is made by no node")));
        }
        return found;
    }

    /// A value that was removed has no name any more.
    private static String shown(Graph graph, Value value) {
        String name = graph.name(value);
        return name.isEmpty() ? "number " + value.id() : name;
    }
}
