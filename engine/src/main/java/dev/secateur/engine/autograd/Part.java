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

/// The nodes that lead from some values to others, in the graph's order, and what they need beside.
///
/// @param constants the constants that the nodes use or that are wanted themselves, in the order of the nodes
/// @param missing inputs of the graph that the nodes need and that are not given
record Part(List<Node> nodes, Set<Value> constants, List<Value> missing) {

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
        List<Node> nodes = graph.nodes().stream().filter(n -> needed.contains(n.id())).toList();
        Set<Value> constants = new LinkedHashSet<>();
        Stream.concat(nodes.stream().flatMap(n -> Stream.concat(n.inputs().stream(), n.captures().stream())),
                wanted.stream()).filter(v -> graph.constant(v).isPresent()).forEach(constants::add);
        return new Part(nodes, constants, missing);
    }
}
