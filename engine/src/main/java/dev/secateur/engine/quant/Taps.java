package dev.secateur.engine.quant;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Identity;

/// A graph in which what flows into layers has a name of its own, apart from what other nodes read: there it can be rounded in training.
///
/// @param graph with nodes in between that change nothing
/// @param layers by the value that they read now
public record Taps(Graph graph, Map<Value, Tap> layers) {

    /// Where rounding happens.
    ///
    /// @param source the value in the graph without taps
    /// @param bits of its codes
    public record Tap(Value source, int bits) {}

    /// Taps before layers.
    ///
    /// @param bits of what flows into layers, by node id; a layer that is not named has none
    public static Taps of(Graph graph, Map<Integer, Integer> bits) {
        GraphEditor editor = graph.edit();
        Map<Tap, Value> made = new HashMap<>();
        Map<Value, Tap> taps = new LinkedHashMap<>();
        for (QuantLayer layer : QuantLayer.of(graph)) {
            Integer own = bits.get(layer.node().id());
            if (own != null) {
                Tap tap = new Tap(layer.data(), own);
                Value value = made.computeIfAbsent(tap, t -> editor.addNode(new Identity(),
                        graph.name(t.source()) + "_tap" + t.bits(), t.source()).output());
                editor.setInput(layer.node(), 0, value);
                taps.put(value, tap);
            }
        }
        return new Taps(editor.build(), taps);
    }

    /// A trained graph without the nodes in between.
    public Graph removedFrom(Graph trained) {
        GraphEditor editor = trained.edit();
        for (Node node : trained.nodes()) {
            if (layers.containsKey(node.output())) {
                editor.replaceUses(node.output(), node.input(0));
                editor.remove(editor.current(node));
            }
        }
        return editor.build();
    }
}
