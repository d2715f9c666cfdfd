package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;

import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;

/// A trained network with what its gates need, the gates not being in the graph. Immutable.
///
/// @param graph the network with all its channels
/// @param layers in the order of the predictor's outputs
/// @param highest the threshold of each layer at an output of 1
/// @param sizes absolute scales, layer by layer
record GatedNetwork(Graph graph, List<GatedLayer> layers, double[] highest, double[][] sizes,
        Predictor.Weights predictor) {

    /// With thresholds that leave every layer its floor.
    ///
    /// @param share of each layer's channels that always works
    static GatedNetwork of(Graph graph, Predictor.Weights predictor, double share) {
        List<GatedLayer> layers = GatedLayer.of(Coupling.of(graph));
        double[] highest = layers.stream().mapToDouble(l -> Thresholds.highest(l.sizes(graph),
                Thresholds.least(l.channels(), share))).toArray();
        return of(graph, layers, highest, predictor);
    }

    static GatedNetwork of(Graph graph, List<GatedLayer> layers, double[] highest, Predictor.Weights predictor) {
        if (layers.size() != predictor.layers()) {
            throw new IllegalArgumentException(
                    layers.size() + " gated layers and thresholds for " + predictor.layers());
        }
        return new GatedNetwork(graph, layers, highest,
                layers.stream().map(l -> l.sizes(graph)).toArray(double[][]::new), predictor);
    }

    GatedNetwork {
        layers = List.copyOf(layers);
    }

    MacModel macs() {
        return MacModel.of(graph, layers);
    }

    GatedNetwork with(Predictor.Weights weights) {
        return new GatedNetwork(graph, layers, highest, sizes, weights);
    }

    /// The threshold of a layer for what the predictor says before the sigmoid; computed as the export does.
    float threshold(int layer, double output) {
        return (float) Thresholds.sigmoid(output) * (float) highest[layer];
    }

    /// How many channels of each layer work.
    ///
    /// @param outputs of the predictor for one picture
    int[] kept(float[] outputs) {
        int[] kept = new int[layers.size()];
        for (int l = 0; l < kept.length; l++) {
            kept[l] = Thresholds.kept(sizes[l], threshold(l, outputs[l]));
        }
        return kept;
    }

    /// Which part of each layer's channels works.
    double[] shares(int[] kept) {
        double[] shares = new double[kept.length];
        for (int l = 0; l < kept.length; l++) {
            shares[l] = (double) kept[l] / sizes[l].length;
        }
        return shares;
    }
}
