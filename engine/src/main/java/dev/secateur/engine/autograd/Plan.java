package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// The order of work for one choice of given and wanted values.
///
/// @param steps what runs: nodes of the graph, or one node that stands for several
/// @param ends for every step the values that nothing needs after it
/// @param spare for every step the operands that it may write over
record Plan(List<Node> steps, List<List<Value>> ends, List<Set<Value>> spare) {

    /// Which values are given and which are wanted.
    ///
    /// @param intercepted values within a written GELU behind which something was put
    record Key(Set<Value> given, List<Value> wanted, Set<Value> intercepted) {}

    /// @param gelus those of the graph that are written out
    /// @throws IllegalArgumentException if a value is needed that nothing gives
    static Plan of(Graph graph, List<WrittenGelu> gelus, Key key) {
        Part part = Part.between(graph, key.given(), key.wanted());
        if (!part.missing().isEmpty()) {
            throw new IllegalArgumentException("not given but needed: "
                    + part.missing().stream().map(graph::name).toList());
        }
        List<Node> steps = shortened(part.nodes(), gelus, key);
        Set<Value> lasting = new HashSet<>(key.wanted());
        lasting.addAll(key.given());
        Map<Value, Integer> last = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Value made : steps.get(i).outputs()) {
                last.put(made, i);
            }
            for (Value used : steps.get(i).inputs()) {
                if (last.containsKey(used)) {
                    last.put(used, i);
                }
            }
        }
        List<List<Value>> ends = new ArrayList<>();
        steps.forEach(s -> ends.add(new ArrayList<>()));
        last.forEach((value, step) -> {
            if (!lasting.contains(value)) {
                ends.get(step).add(value);
            }
        });
        return new Plan(steps, ends, Overwriting.of(steps, ends));
    }

    /// With one step for each GELU that is written out, where nobody looks inside.
    private static List<Node> shortened(List<Node> nodes, List<WrittenGelu> gelus, Key key) {
        Set<Value> seen = new HashSet<>(key.intercepted());
        seen.addAll(key.wanted());
        seen.addAll(key.given());
        Set<Integer> present = nodes.stream().map(Node::id).collect(Collectors.toSet());
        Map<Integer, Optional<Node>> replaced = new HashMap<>();
        for (WrittenGelu gelu : gelus) {
            if (present.contains(gelu.last().id()) && Collections.disjoint(seen, gelu.inner())) {
                gelu.nodes().forEach(n -> replaced.put(n.id(), Optional.empty()));
                replaced.put(gelu.last().id(), Optional.of(gelu.whole()));
            }
        }
        return replaced.isEmpty()
                ? nodes
                : nodes.stream().flatMap(n -> replaced.getOrDefault(n.id(), Optional.of(n)).stream()).toList();
    }
}
