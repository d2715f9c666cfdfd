package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// The order of work for one choice of given and wanted values.
///
/// @param steps the nodes that run
/// @param ends for every step the values that nothing needs after it
/// @param spare for every step the operands that it may write over
record Plan(List<Node> steps, List<List<Value>> ends, List<Set<Value>> spare) {

    /// Which values are given and which are wanted.
    record Key(Set<Value> given, List<Value> wanted) {}

    /// @throws IllegalArgumentException if a value is needed that nothing gives
    static Plan of(Graph graph, Key key) {
        Part part = Part.between(graph, key.given(), key.wanted());
        if (!part.missing().isEmpty()) {
            throw new IllegalArgumentException("not given but needed: "
                    + part.missing().stream().map(graph::name).toList());
        }
        List<Node> steps = part.nodes();
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
}
