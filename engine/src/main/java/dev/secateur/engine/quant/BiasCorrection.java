package dev.secateur.engine.quant;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Gemm;

/// Takes off a bias what rounded weights add on average: `b' = b - sum (q(w) - w) E[x]` over the weights of a channel (Nagel et al.,
/// "Data-Free Quantization Through Weight Equalization and Bias Correction", ICCV 2019; means from data). Borders that a
/// convolution pads count as if the mean stood there.
final class BiasCorrection {

    private BiasCorrection() {}

    /// @param values the weights before rounding, in their layout
    /// @param bias null for none
    /// @param means of each input channel
    static float @Nullable [] corrected(QuantisedWeight weight, float[] values, float @Nullable [] bias,
            double[] means) {
        QuantLayer layer = weight.layer();
        int outputs = layer.channels();
        float[] restored = weight.restored();
        int groups = layer.node().op() instanceof Conv c ? c.group() : 1;
        int each = inputs(layer);
        // Of transposed data the means are those of samples.
        if (means.length != each * groups || layer.node().op() instanceof Gemm g && g.transA()) {
            return bias;
        }
        double[] shift = new double[outputs];
        for (int i = 0; i < values.length; i++) {
            int output = layer.channelOf(i);
            int input = inputOf(layer, i) + output / (outputs / groups) * each;
            shift[output] += ((double) restored[i] - values[i]) * means[input];
        }
        float[] corrected = new float[outputs];
        for (int c = 0; c < outputs; c++) {
            corrected[c] = (float) ((bias == null ? 0 : bias[c]) - shift[c]);
        }
        return corrected;
    }

    private static int inputAxis(QuantLayer layer) {
        return layer.axis() == 0 ? 1 : 0;
    }

    /// Input channels that a weight's own axis has: all of them, or those of one group.
    static int inputs(QuantLayer layer) {
        return (int) layer.weight().dim(inputAxis(layer));
    }

    /// The index along that axis of the weight at a row-major index.
    static int inputOf(QuantLayer layer, int index) {
        int inner = 1;
        for (int i = inputAxis(layer) + 1; i < layer.weight().rank(); i++) {
            inner *= (int) layer.weight().dim(i);
        }
        return index / inner % inputs(layer);
    }
}
