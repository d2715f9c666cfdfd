package dev.secateur.engine.compress.haq;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.quant.Clipping;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.quant.RangeSearch;
import dev.secateur.engine.quant.WeightGrids;

/// How numbers are rounded.
public record RoundingChoice(
        @Param(label = "Quantiser", help = "linear for weights and activations, or k-means for weights alone, which limits the size.") Quantiser quantiser,
        @Param(label = "Weights cut", help = "Where sizes of weights are cut off: minmax, kl or mse.") Clipping weights,
        @Param(label = "Activations cut", help = "Where ranges of activations are cut off: minmax, kl or mse.") Clipping activations,
        @Param(label = "Per channel", help = "A step for each output channel rather than one for the layer.") boolean perChannel,
        @Param(label = "Correct biases", help = "Take off each bias what the rounded weights add on average.") boolean correctBias,
        @Param(label = "Integers throughout", help = "In the file also round sums and results, at 8 bits, so that ONNX Runtime computes in integers.") boolean integer,
        @Param(label = "Calibration", unit = "pictures", min = 1, max = 10_000_000, help = "Training pictures that ranges are taken from.") int calibration) {

    private static final double PERCENTILE = 99.99;

    /// Equal steps cut off where the squared error is least, as `ptq` does it.
    public static RoundingChoice defaults() {
        return new RoundingChoice(Quantiser.LINEAR, Clipping.MSE, Clipping.MSE, true, true, true, 200);
    }

    Quantisation.Style style() {
        return new Quantisation.Style(new WeightGrids(weights, PERCENTILE, perChannel),
                new RangeSearch(activations, PERCENTILE, false), integer, false, correctBias);
    }

    /// The same where only what flows into layers is rounded.
    Quantisation.Style inner() {
        Quantisation.Style style = style();
        return new Quantisation.Style(style.weights(), style.activations(), false, false, correctBias);
    }
}
