package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;

/// A trained network with what its gates need, the gates not being in the graph. Immutable.
///
/// @param graph the network with all its channels
/// @param layers in the order of the predictor's outputs
/// @param highest the threshold of each layer at an output of 1
/// @param sizes what is held against the thresholds, layer by layer
record GatedNetwork(Graph graph, List<GatedLayer> layers, double[] highest, double[][] sizes,
        Predictor.Weights predictor) {

    GatedNetwork {
        layers = List.copyOf(layers);
        if (layers.size() != predictor.layers()) {
            throw new IllegalArgumentException(
                    layers.size() + " gated layers and thresholds for " + predictor.layers());
        }
    }

    /// With thresholds that leave every layer its floor.
    static GatedNetwork of(Graph graph, Predictor.Weights predictor, DynamicConfig config) {
        List<GatedLayer> layers = GatedLayer.of(Coupling.of(graph));
        double[][] sizes = layers.stream().map(l -> l.sizes(graph, config.compare())).toArray(double[][]::new);
        double[] highest = Arrays.stream(sizes)
                .mapToDouble(s -> Thresholds.highest(s, Thresholds.least(s.length, config.leastShare()))).toArray();
        return new GatedNetwork(graph, layers, highest, sizes, predictor);
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
