package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;

/// A trained network with what its gates need, the gates not being in the graph. Immutable.
///
/// @param graph the network with all its channels
/// @param layers in the order of the predictor's outputs
/// @param highest the threshold of each layer at an output of 1
/// @param sizes what is held against the thresholds, layer by layer
/// @param grades of the thresholds; null where they are taken as the predictor says them
record GatedNetwork(Graph graph, List<GatedLayer> layers, double[] highest, double[][] sizes,
        Predictor.Weights predictor, @Nullable Grades grades) {

    GatedNetwork {
        layers = List.copyOf(layers);
        if (layers.size() != predictor.layers()) {
            throw new IllegalArgumentException(
                    layers.size() + " gated layers and thresholds for " + predictor.layers());
        }
    }

    /// With thresholds that leave every layer its floor.
    ///
    /// @param floor part of every layer
    static GatedNetwork of(Graph graph, Predictor.Weights predictor, double[][] sizes, double floor) {
        List<GatedLayer> layers = GatedLayer.of(Coupling.of(graph));
        double[] highest = Arrays.stream(sizes)
                .mapToDouble(s -> Thresholds.highest(s, Thresholds.least(s.length, floor))).toArray();
        return new GatedNetwork(graph, layers, highest, sizes, predictor, null);
    }

    MacModel macs() {
        return MacModel.of(graph, layers);
    }

    GatedNetwork with(Predictor.Weights weights) {
        return new GatedNetwork(graph, layers, highest, sizes, weights, grades);
    }

    /// With thresholds in grades.
    GatedNetwork graded(Grades of) {
        return new GatedNetwork(graph, layers, highest, sizes, predictor, of);
    }

    /// The same gates on other weights, whose layers are found again by their nodes.
    GatedNetwork on(Graph trained) {
        return new GatedNetwork(trained, Settling.regained(trained, this), highest, sizes, predictor, grades);
    }

    /// The thresholds of all layers for what the predictor says of a picture before the sigmoid; computed as the export does.
    float[] thresholds(float[] outputs) {
        Grades of = grades;
        double[] parts = of == null ? LevelPlan.parts(outputs) : of.parts()[of.of(outputs)];
        float[] thresholds = new float[outputs.length];
        for (int l = 0; l < thresholds.length; l++) {
            thresholds[l] = (float) parts[l] * (float) highest[l];
        }
        return thresholds;
    }

    /// How many channels of each layer work.
    ///
    /// @param outputs of the predictor for one picture
    int[] kept(float[] outputs) {
        int[] kept = new int[layers.size()];
        float[] thresholds = thresholds(outputs);
        for (int l = 0; l < kept.length; l++) {
            kept[l] = Thresholds.kept(sizes[l], thresholds[l]);
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
