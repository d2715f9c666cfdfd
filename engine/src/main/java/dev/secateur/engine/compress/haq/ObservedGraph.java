package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.tensor.Tensor;

/// A network in which what flows into each layer has a place of its own, so that it can be rounded there and nowhere else, and in which
/// no two layers share weights.
///
/// @param layers of the graph that it was made of, in order
/// @param places what each layer reads
/// @param weights of each layer
/// @param biases of each layer; null where it has none that could be changed
record ObservedGraph(Graph graph, List<QuantLayer> layers, List<Value> places, List<Value> weights,
        List<@Nullable Value> biases) {

    static ObservedGraph of(Graph folded) {
        List<QuantLayer> layers = QuantLayer.of(folded);
        GraphEditor editor = folded.edit();
        List<Value> places = new ArrayList<>();
        List<Value> weights = new ArrayList<>();
        List<@Nullable Value> biases = new ArrayList<>();
        for (QuantLayer layer : layers) {
            Node node = layer.node();
            String name = layer.name();
            Value place = editor.addNode(new Identity(), name + "_read", layer.data()).output();
            editor.setInput(node, 0, place);
            places.add(place);
            Value weight = editor.addConstant(name + "_weights", layer.weight());
            editor.setInput(node, 1, weight);
            weights.add(weight);
            Value own = layer.canShift(folded)
                    ? editor.addConstant(name + "_bias", bias(folded, layer))
                    : null;
            if (own != null) {
                editor.setInput(node, 2, own);
            }
            biases.add(own);
        }
        editor.removeUnused();
        return new ObservedGraph(editor.build(), layers, places, weights, biases);
    }

    /// The bias of a layer, zeros if it has none.
    private static Tensor bias(Graph graph, QuantLayer layer) {
        float[] bias = layer.bias(graph).orElseGet(() -> new float[layer.channels()]);
        return Tensor.of(bias, bias.length);
    }

    /// The same places in what training made of the graph.
    ObservedGraph with(Graph trained) {
        List<Value> own = new ArrayList<>();
        List<@Nullable Value> addends = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            int id = layers.get(l).node().id();
            Node node = trained.nodes().stream().filter(n -> n.id() == id).findFirst().orElseThrow();
            own.add(node.input(1));
            addends.add(biases.get(l) == null ? null : node.input(2));
        }
        return new ObservedGraph(trained, layers, places, own, addends);
    }

    /// A graph of this form without the places: layers read again what flows.
    static Graph plain(Graph observed) {
        GraphEditor editor = observed.edit();
        for (QuantLayer layer : QuantLayer.of(observed)) {
            observed.producer(layer.data()).filter(p -> p.op() instanceof Identity)
                    .ifPresent(p -> editor.setInput(layer.node(), 0, p.input(0)));
        }
        editor.removeUnused();
        return editor.build();
    }
}
