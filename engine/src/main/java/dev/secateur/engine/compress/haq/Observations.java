package dev.secateur.engine.compress.haq;

import java.util.List;

import dev.secateur.engine.hardware.bits.BitLayer;

/// What the agent sees of a layer: depthwise or not, input and output channels, stride, kernel, weights, places of what flows in, number of the
/// layer, the action before, and whether activations are to be decided; the last one is missing where only weights are.
///
/// Each number is scaled to 0 to 1 over the layers; one that is the same for all layers is 0.
final class Observations {

    private static final int STATIC = 8;

    private final double[][] fixed;
    private final boolean weightsOnly;

    Observations(List<BitLayer> layers, boolean weightsOnly) {
        this.weightsOnly = weightsOnly;
        this.fixed = new double[layers.size()][];
        for (int l = 0; l < fixed.length; l++) {
            BitLayer layer = layers.get(l);
            fixed[l] = new double[]{layer.isDepthwise() ? 1 : 0, layer.inputs(), layer.outputs(), layer.stride(),
                layer.kernel(), layer.weights(), layer.inPixels(), l};
        }
        for (int c = 0; c < STATIC; c++) {
            scale(c);
        }
    }

    private void scale(int column) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] row : fixed) {
            low = Math.min(low, row[column]);
            high = Math.max(high, row[column]);
        }
        for (double[] row : fixed) {
            row[column] = high > low ? (row[column] - low) / (high - low) : 0;
        }
    }

    /// Numbers in an observation: 10, or 9 where only weights are decided.
    int length() {
        return weightsOnly ? STATIC + 1 : STATIC + 2;
    }

    /// What is seen before a decision.
    ///
    /// @param part 0 for weights, 1 for activations
    /// @param before bits of the decision before, over 8
    float[] of(int layer, int part, double before) {
        float[] seen = new float[length()];
        for (int c = 0; c < STATIC; c++) {
            seen[c] = (float) fixed[layer][c];
        }
        seen[STATIC] = (float) before;
        if (!weightsOnly) {
            seen[STATIC + 1] = part;
        }
        return seen;
    }
}
