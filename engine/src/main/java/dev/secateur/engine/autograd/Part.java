package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Constant;

/// The nodes that lead from some values to others, in the graph's order, and what they need beside.
///
/// @param missing inputs of the graph that the nodes need and that are not given
record Part(List<Node> nodes, List<Value> missing) {

    /// Constants need no node: `Constant` nodes are left out.
    static Part between(Graph graph, Set<Value> given, List<Value> wanted) {
        Set<Integer> needed = new HashSet<>();
        Set<Value> seen = new HashSet<>();
        List<Value> missing = new ArrayList<>();
        List<Value> open = new ArrayList<>(wanted);
        while (!open.isEmpty()) {
            Value value = open.removeLast();
            if (!value.isPresent() || given.contains(value) || !seen.add(value) || graph.constant(value).isPresent()) {
                continue;
            }
            graph.producer(value).ifPresentOrElse(node -> {
                if (needed.add(node.id())) {
                    open.addAll(node.inputs());
                    open.addAll(node.captures());
                }
            }, () -> missing.add(value));
        }
        return new Part(graph.nodes().stream().filter(n -> needed.contains(n.id())).toList(), missing);
    }

    /// The constants that the nodes use.
    Set<Value> constants(Graph graph) {
        Set<Value> constants = new LinkedHashSet<>();
        nodes.stream().filter(n -> !(n.op() instanceof Constant))
                .flatMap(n -> Stream.concat(n.inputs().stream(), n.captures().stream()))
                .filter(v -> graph.constant(v).isPresent()).forEach(constants::add);
        return constants;
    }
}
