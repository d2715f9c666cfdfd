package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.Codebook;
import dev.secateur.engine.quant.CodedWeight;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.PlannedLayer;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.QuantPlan;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.quant.QuantisedGraph;
import dev.secateur.engine.quant.QuantisedWeight;

/// Makes the network of a policy: with equal steps the same quantised form as `ptq` writes, with codebooks packed indices and the nodes that
/// look the weights up.
///
/// @param seen of all that is rounded in the file
record Exporter(Roundings roundings, int[][] policy, Map<Value, Calibration.Seen> seen) {

    /// A bias has to fit a code of 32 bits with room for sums.
    private static final double MOST_BIAS = 1 << 30;

    /// The untrained network of the policy.
    Graph untrained(Progress progress) {
        Graph folded = roundings.folded();
        if (!roundings.isLinear()) {
            List<CodedWeight> coded = new ArrayList<>();
            for (int l = 0; l < policy.length; l++) {
                QuantLayer layer = roundings.layers().get(l);
                coded.add(coded(layer, roundings.codebook(l, policy[l][0], true).centres()));
            }
            return stored(folded, roundings.layers(), coded);
        }
        return QuantisedGraph.qdq(folded, quantisation(folded).plan(seen, progress.quiet()));
    }

    private static float[] numbers(float[] weights) {
        TreeSet<Float> different = new TreeSet<>();
        for (float weight : weights) {
            different.add(weight);
        }
        float[] rising = new float[different.size()];
        int next = 0;
        for (float number : different) {
            rising[next++] = number;
        }
        return rising;
    }

    /// @param centres rising
    private static CodedWeight coded(QuantLayer layer, float[] centres) {
        float[] weights = layer.weight().toFloats();
        byte[] codes = new byte[weights.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) Codebook.nearest(centres, weights[i]);
        }
        return new CodedWeight(codes, centres, new float[0], layer.axis(), layer.weight().dims());
    }

    private static Graph stored(Graph graph, List<QuantLayer> layers, List<CodedWeight> coded) {
        GraphEditor editor = graph.edit();
        Map<Integer, Value> tables = new HashMap<>();
        for (int l = 0; l < coded.size(); l++) {
            Node node = layers.get(l).node();
            editor.setInput(node, 1, coded.get(l).lookup(editor, graph.name(node.input(1)), tables));
        }
        QuantisedGraph.raiseForCodebooks(editor, graph.header());
        editor.removeUnused();
        return editor.build();
    }

    private Quantisation quantisation(Graph graph) {
        Map<Integer, LayerBits> bits = new HashMap<>();
        for (int l = 0; l < policy.length; l++) {
            bits.put(roundings.layers().get(l).node().id(), new LayerBits(policy[l][0], policy[l][1]));
        }
        return new Quantisation(graph, bits, roundings.choice().style());
    }

    /// The network after training with rounding: the same steps as it was trained with.
    ///
    /// @param observed what training made of the observed graph
    Graph trained(Graph observed, Progress progress) {
        Graph plain = ObservedGraph.plain(observed);
        List<QuantLayer> layers = QuantLayer.of(plain);
        if (!roundings.isLinear()) {
            // Training keeps weights that share a number together, so there are no more numbers than before.
            return stored(plain, layers, IntStream.range(0, layers.size())
                    .mapToObj(l -> coded(layers.get(l), numbers(layers.get(l).weight().toFloats()))).toList());
        }
        Map<Value, Calibration.Seen> own = new HashMap<>();
        for (Value value : quantisation(plain).watched()) {
            own.put(value, java.util.Objects.requireNonNull(seen.get(value), "a value that was not watched"));
        }
        QuantPlan plan = quantisation(plain).plan(own, progress.quiet());
        List<PlannedLayer> planned = new ArrayList<>();
        for (int l = 0; l < layers.size(); l++) {
            planned.add(onSameSteps(plain, layers.get(l), l, plan.layers().get(l), progress));
        }
        return QuantisedGraph.qdq(plain, new QuantPlan(planned, plan.grids(), plan.carried(), plan.packed()));
    }

    private PlannedLayer onSameSteps(Graph graph, QuantLayer layer, int index, PlannedLayer planned,
            Progress progress) {
        float[] steps = roundings.steps(index, policy[index][0], progress.quiet());
        Grid data = planned.data();
        float[] bias = layer.bias(graph).orElseGet(() -> new float[0]);
        int high = Grid.highest(policy[index][0]);
        float[] limits = new float[steps.length];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = steps[i] * high;
        }
        for (int c = 0; data != null && c < bias.length; c++) {
            int at = limits.length == 1 ? 0 : c;
            limits[at] = (float) Math.max(limits[at], Math.abs(bias[c]) / MOST_BIAS / data.scale() * high);
        }
        QuantisedWeight weight = QuantisedWeight.of(layer, layer.weight().toFloats(), limits, policy[index][0]);
        return new PlannedLayer(layer, weight, data, bias.length == 0 ? null : bias);
    }
}
