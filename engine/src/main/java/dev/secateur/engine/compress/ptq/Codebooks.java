package dev.secateur.engine.compress.ptq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Codebook;
import dev.secateur.engine.quant.CodedWeight;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.Loss;
import dev.secateur.engine.quant.PlannedLayer;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.tensor.Tensor;

/// Weights as indices into few values of each layer.
///
/// @param coded by the name of the layer
/// @param weights before, by the name of the layer
/// @param notes layers with fewer different weights than values asked for
record Codebooks(Map<String, CodedWeight> coded, Map<String, float[]> weights, List<String> notes) {

    static final Codebooks NONE = new Codebooks(Map.of(), Map.of(), List.of());

    /// @param bits by node id
    /// @throws ProblemException if a layer is to have more bits than a byte, or a weight is not finite
    static Codebooks of(Graph graph, Map<Integer, LayerBits> bits) throws ProblemException {
        Map<String, CodedWeight> coded = new LinkedHashMap<>();
        Map<String, float[]> weights = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (QuantLayer layer : QuantLayer.of(graph)) {
            LayerBits own = bits.get(layer.node().id());
            if (own == null || own.weights() == PlannedLayer.FLOAT_BITS) {
                continue;
            }
            if (own.weights() > Byte.SIZE) {
                throw ProblemException.ofSetting("no codebook has so many values", layer.name(),
                        own.weights() + " bits would tell " + (1 << own.weights()) + " values",
                        "ask for 8 bits or fewer");
            }
            Ptq.refuseNonFinite(layer);
            weights.put(layer.name(), layer.weight().toFloats());
            Codebook book = Codebook.of(layer.weight().toFloats(), 1 << own.weights());
            if (book.exact()) {
                notes.add(layer.name() + " has " + book.values().length
                        + " different weights, no more than its codebook has room for: nothing was lost there");
            }
            coded.put(layer.name(), new CodedWeight(book.codes(), book.values(), new float[0], layer.axis(),
                    layer.weight().dims()));
        }
        return new Codebooks(coded, weights, notes);
    }

    /// What a codebook lost.
    Loss loss(QuantLayer layer, CodedWeight weight) {
        float[] before = weights.get(layer.name());
        return before == null ? Loss.NONE : Loss.between(before, weight.restored());
    }

    /// The bits that are left for grids: those of what flows.
    Map<Integer, LayerBits> rest(Graph graph, Map<Integer, LayerBits> bits) {
        Map<Integer, LayerBits> rest = new LinkedHashMap<>(bits);
        for (QuantLayer layer : QuantLayer.of(graph)) {
            if (coded.containsKey(layer.name())) {
                rest.computeIfPresent(layer.node().id(),
                        (id, own) -> new LayerBits(PlannedLayer.FLOAT_BITS, own.activations()));
            }
        }
        return rest;
    }

    /// A graph with the values of codebooks in place of its weights, as float32.
    Graph restored(Graph graph) {
        return written(graph, (editor, name, weight) -> editor.addConstant(name,
                Tensor.of(weight.restored(), weight.dims())));
    }

    /// A graph with indices and values in place of its weights.
    Graph stored(Graph graph) {
        Map<Integer, Value> tables = new HashMap<>();
        return written(graph, (editor, name, weight) -> weight.lookup(editor, name, tables));
    }

    private interface Form {
        Value write(GraphEditor editor, String name, CodedWeight weight);
    }

    private Graph written(Graph graph, Form form) {
        GraphEditor editor = graph.edit();
        coded.forEach((name, weight) -> {
            Node node = graph.nodeNamed(name).orElseThrow(() -> new IllegalStateException("lost " + name));
            editor.setInput(node, 1, form.write(editor, graph.name(node.input(1)), weight));
        });
        editor.removeUnused();
        return editor.build();
    }
}
