package dev.secateur.engine.compress.dynamicslimming;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// What the predictor itself costs.
///
/// @param macs in parts of the dense network's
/// @param parameters likewise
record Overhead(double macs, double parameters) {

    /// @param dense multiply-accumulates of the dense network, one picture
    static Overhead of(GatedNetwork network, double dense) {
        return of(network.graph(), network.predictor(), dense);
    }

    /// @param dense multiply-accumulates of the dense network, one picture
    static Overhead of(Graph graph, Predictor.Weights predictor, double dense) {
        GraphEditor editor = graph.edit();
        Value parts = new MaskedGraph(editor).predictor(graph.requiredInputs().getFirst(), predictor);
        editor.setOutputs(java.util.List.of(parts));
        Costs with = count(editor.build());
        Costs without = count(graph);
        return new Overhead((with.macs() - without.macs()) / dense,
                (double) predictor.parameters() / without.parameters());
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }
}
