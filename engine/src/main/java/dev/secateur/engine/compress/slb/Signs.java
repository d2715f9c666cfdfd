package dev.secateur.engine.compress.slb;

import java.util.HashMap;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Where;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.QuantisedGraph;
import dev.secateur.engine.tensor.Tensor;

/// Learned sizes of what keeps nothing but its sign, written as `Less` and `Where`.
///
/// @param sizes by the name of the layer that reads it
record Signs(Map<String, Float> sizes) {

    /// `Where` came with this operator set.
    private static final long OPSET = 9;

    /// The graph with signs before the layers.
    Graph into(Graph graph) {
        GraphEditor editor = graph.edit();
        Map<Value, Value> made = new HashMap<>();
        sizes.forEach((layer, size) -> {
            Node node = graph.nodeNamed(layer).orElseThrow(() -> new IllegalStateException("lost " + layer));
            Value data = node.input(0);
            editor.setInput(node, 0, made.computeIfAbsent(data, d -> sign(editor, d, size)));
        });
        if (!sizes.isEmpty() && graph.header().opset() < OPSET) {
            QuantisedGraph.raise(editor, graph.header(), false);
        }
        return editor.build();
    }

    private static Value sign(GraphEditor editor, Value data, float size) {
        String name = editor.name(data) + "_sign";
        Node negative = editor.addNode(new Binary(Binary.Kind.LESS), name + "/Less", data,
                editor.addConstant(name + "_zero", Tensor.scalar(0f)));
        return editor.addNode(new Where(), name + "/Where", negative.output(),
                editor.addConstant(name + "_negative", Tensor.scalar(-size)),
                editor.addConstant(name + "_positive", Tensor.scalar(size))).output();
    }

    /// For integers of 8 bits: the sizes are codes -1 and 1.
    Map<String, Grid> grids() {
        Map<String, Grid> grids = new HashMap<>();
        sizes.forEach((layer, size) -> grids.put(layer,
                new Grid(size, 0, -Grid.highest(Byte.SIZE) - 1, Grid.highest(Byte.SIZE), Byte.SIZE)));
        return grids;
    }
}
