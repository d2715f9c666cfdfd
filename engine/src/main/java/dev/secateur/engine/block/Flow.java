package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;

/// Which nodes the data must pass: for every node its nearest dominator, constants left aside.
///
/// Computed in one sweep over the topological order (Cooper, Harvey, Kennedy 2001; a graph without cycles needs no second).
final class Flow {

    private static final int ROOT = -1;

    private final Graph graph;
    private final Map<Value, Integer> sources = new HashMap<>();
    private final int[] dominators;
    private final int offset;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final Set<Integer> still = new HashSet<>();

    Flow(Graph graph) {
        this.graph = graph;
        List<Value> inputs = graph.requiredInputs();
        this.offset = inputs.size();
        this.dominators = new int[offset + graph.nodes().size()];
        Arrays.fill(dominators, ROOT);
        for (int i = 0; i < offset; i++) {
            sources.put(inputs.get(i), i);
        }
        for (int i = 0; i < graph.nodes().size(); i++) {
            places.put(graph.nodes().get(i).id(), i);
            visit(graph.nodes().get(i), offset + i);
        }
    }

    private void visit(Node node, int index) {
        int[] makers = operands(node).map(sources::get).filter(java.util.Objects::nonNull).mapToInt(i -> i).toArray();
        if (makers.length == 0) {
            still.add(node.id());
            return;
        }
        int common = makers[0];
        for (int maker : makers) {
            common = common(common, maker);
        }
        dominators[index] = common;
        node.outputs().forEach(v -> sources.put(v, index));
    }

    private int common(int a, int b) {
        int x = a;
        int y = b;
        while (x != y) {
            if (x > y) {
                x = dominators[x];
            } else {
                y = dominators[y];
            }
        }
        return x;
    }

    private static Stream<Value> operands(Node node) {
        return Stream.concat(node.inputs().stream().filter(Value::isPresent), node.captures().stream());
    }

    /// The place of a node in the graph's order.
    int place(Node node) {
        return places.getOrDefault(node.id(), 0);
    }

    /// True if the value follows from constants alone.
    boolean isStill(Value value) {
        return !sources.containsKey(value);
    }

    /// The nodes that all data to a node passes after the nearest value that all of it passes, with that value.
    ///
    /// @param most give up at more nodes than this
    /// @return empty if the data comes from several values, or there are too many nodes
    Optional<Region> regionOf(Node last, int most) {
        int place = sources.getOrDefault(last.output(), ROOT);
        int top = place == ROOT ? ROOT : dominators[place];
        if (top == ROOT) {
            return Optional.empty();
        }
        Map<Integer, Node> nodes = new LinkedHashMap<>();
        Set<Value> entries = new HashSet<>();
        List<Node> open = new ArrayList<>(List.of(last));
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            if (nodes.putIfAbsent(node.id(), node) != null || nodes.size() > most) {
                continue;
            }
            operands(node).filter(v -> !isStill(v)).forEach(v -> {
                if (sources.getOrDefault(v, ROOT) == top) {
                    entries.add(v);
                } else {
                    open.add(graph.producer(v).orElseThrow());
                }
            });
        }
        return entries.size() == 1 && nodes.size() <= most
                ? Optional.of(new Region(entries.iterator().next(), nodes))
                : Optional.empty();
    }

    /// Nodes between a value and a node.
    record Region(Value entry, Map<Integer, Node> nodes) {}

    /// The same nodes and those that compute constants for nothing but them, as ids in the graph's order.
    List<Integer> withConstants(Collection<Node> nodes) {
        Set<Integer> ids = new HashSet<>();
        nodes.forEach(n -> ids.add(n.id()));
        List<Node> open = new ArrayList<>(nodes);
        while (!open.isEmpty()) {
            Node node = open.removeLast();
            for (Value value : operands(node).toList()) {
                Optional<Node> maker = graph.producer(value).filter(m -> still.contains(m.id()));
                if (maker.isPresent() && !ids.contains(maker.get().id()) && servesOnly(maker.get(), ids)) {
                    ids.add(maker.get().id());
                    open.add(maker.get());
                }
            }
        }
        return ids.stream().sorted(Comparator.comparingInt(id -> places.getOrDefault(id, 0))).toList();
    }

    private boolean servesOnly(Node maker, Set<Integer> ids) {
        return maker.outputs().stream().noneMatch(graph::isOutput) && maker.outputs().stream()
                .flatMap(v -> graph.uses(v).stream()).map(Use::node).allMatch(n -> ids.contains(n.id()));
    }
}
