package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Goes through a graph once, in order, and then numbers what it found.
final class Walk {

    private final Graph graph;
    private final Site.Findings found = Site.Findings.none();
    /// Where the channels of a value were made known, for reasons that are found afterwards.
    private final Map<Value, Node> madeBy = new HashMap<>();

    Walk(Graph graph) {
        this.graph = graph;
    }

    Coupling run() {
        Extents extents = Extents.of(graph);
        for (Node node : graph.nodes()) {
            Site site = new Site(graph, extents, found, node);
            CouplingRules.couple(node.op(), site);
            node.captures().forEach(v -> freeze(v, Hold.frozen(node, "a sub-graph uses them")));
            node.outputs().forEach(v -> madeBy.put(v, node));
        }
        for (Value output : graph.outputs()) {
            Node maker = graph.producer(output).orElse(null);
            freeze(output, new Hold(Hold.Strength.FROZEN,
                    List.of(new Hold.Reason(maker, "they are the result '" + graph.name(output) + "' of the model"))));
        }
        settle();
        return new Numbering(graph, found).number();
    }

    private void freeze(Value value, Hold hold) {
        for (Labels part : found.layouts().getOrDefault(value, Layout.NONE).parts()) {
            Arrays.stream(part.units()).forEach(u -> found.units().hold(u, hold));
        }
    }

    /// Channels over several axes are made to go along one, whatever the graph left open.
    private void settle() {
        found.layouts().replaceAll((value, layout) -> new Layout(
                layout.parts().stream().map(p -> Collapse.settle(p, found.units(), maker(value))).toList()));
        List<Slot> slots = new ArrayList<>(found.slots().all());
        found.slots().all().clear();
        slots.forEach(s -> found.slots().all().add(new Slot(s.node(), s.input(), s.role(),
                Collapse.settle(s.labels(), found.units(), s.node()))));
    }

    private Node maker(Value value) {
        Node node = madeBy.get(value);
        if (node == null) {
            throw new IllegalStateException("channels of a value that nothing makes: " + graph.name(value));
        }
        return node;
    }

}
