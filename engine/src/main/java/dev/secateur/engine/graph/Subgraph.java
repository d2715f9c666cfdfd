package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// A part of a network as a network of its own, so that it can be run and timed alone.
public final class Subgraph {

    private final Graph graph;
    private final Value entry;
    private final Set<Value> constants = new HashSet<>();
    private final Set<Value> inputs = new HashSet<>();

    private Subgraph(Graph graph, Value entry) {
        this.graph = graph;
        this.entry = entry;
    }

    /// Everything between two values. Ids and names stay as they are. Where the part reads inputs of the model beside the
    /// entry, they are inputs of the part too.
    ///
    /// @param type of the entry, which becomes the first input: shape inference knows it
    /// @throws IllegalArgumentException if nothing leads from the entry to the exit
    public static Graph between(Graph graph, Value entry, Value exit, TensorType type) {
        return new Subgraph(graph, entry).build(exit, type);
    }

    private Graph build(Value exit, TensorType type) {
        List<Node> nodes = collect(exit);
        if (nodes.stream().noneMatch(n -> operands(n).anyMatch(entry::equals))) {
            throw new IllegalArgumentException(
                    "nothing leads from " + graph.name(entry) + " to " + graph.name(exit));
        }
        List<Value> all = new ArrayList<>(List.of(entry));
        graph.inputs().stream().filter(v -> inputs.contains(v) && !v.equals(entry)).forEach(all::add);
        Map<Value, Tensor> kept = new LinkedHashMap<>();
        graph.constants().forEach((value, tensor) -> {
            if (constants.contains(value)) {
                kept.put(value, tensor);
            }
        });
        Set<Value> known = new HashSet<>(all);
        nodes.forEach(n -> known.addAll(n.outputs()));
        Map<Value, TensorType> types = new LinkedHashMap<>();
        graph.types().forEach((value, declared) -> {
            if (known.contains(value)) {
                types.put(value, declared);
            }
        });
        types.put(entry, type);
        return new Graph(graph.header(), nodes, all, List.of(exit), new Graph.Tables(kept, types),
                names(nodes, kept, all),
                graph.nextId());
    }

    private Names names(List<Node> nodes, Map<Value, Tensor> kept, List<Value> all) {
        Map<Value, String> values = new LinkedHashMap<>();
        Stream.of(all.stream(), kept.keySet().stream(), nodes.stream().flatMap(n -> n.outputs().stream()))
                .flatMap(s -> s).filter(Value::isPresent).forEach(v -> values.put(v, graph.name(v)));
        Map<Integer, String> byNode = new LinkedHashMap<>();
        nodes.forEach(n -> byNode.put(n.id(), graph.names().ofNode(n.id())));
        return graph.names().of(values, byNode);
    }

    /// The nodes that the exit needs, back to the entry, in the graph's order.
    private List<Node> collect(Value exit) {
        Set<Integer> needed = new HashSet<>();
        Set<Value> seen = new HashSet<>();
        List<Value> open = new ArrayList<>(List.of(exit));
        while (!open.isEmpty()) {
            Value value = open.removeLast();
            if (value.equals(entry) || !seen.add(value)) {
                continue;
            }
            if (graph.constants().containsKey(value)) {
                constants.add(value);
            }
            if (graph.inputs().contains(value)) {
                inputs.add(value);
            }
            graph.producer(value).filter(n -> needed.add(n.id())).ifPresent(n -> operands(n).forEach(open::add));
        }
        return graph.nodes().stream().filter(n -> needed.contains(n.id())).toList();
    }

    private static Stream<Value> operands(Node node) {
        return Stream.concat(node.inputs().stream().filter(Value::isPresent), node.captures().stream());
    }
}
