package dev.secateur.engine.compress.ptq;

import java.util.List;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.quant.LayerBits;

/// How many bits, and how they are spent.
public record PtqConfig(
        @Param(label = "Weights", unit = "bits", min = 2, max = 32, help = "Width of weights: 2 to 16, or 32 to leave them float32.") int weightBits,
        @Param(label = "Activations", unit = "bits", min = 2, max = 32, help = "Width of what flows into layers: 2 to 16, or 32 to leave it float32.") int activationBits,
        @Param(label = "Layers of their own", help = "Layers with other widths, as NAME:WEIGHTS/ACTIVATIONS, the name being that of the node.") List<String> layers,
        @Param(label = "First and last", help = "same as all others, at least 8-bit, or left float.") Ends ends,
        @Param(label = "Ranges", help = "Where ranges are cut off.") Ranges ranges,
        @Param(label = "Equalise", help = "Shift scale between neighbouring layers first, so that their channels have like ranges. Changes nothing that is computed.") boolean equalise,
        @Param(label = "Correct biases", help = "Take off each bias what the rounded weights add on average.") boolean correctBias,
        @Param(label = "Integers throughout", help = "Also round sums and results, at 8 bits, so that ONNX Runtime computes in integers. Without it only the inputs of layers are rounded and nothing gets faster.") boolean integer,
        @Param(label = "Pack 4 bits", help = "Store weights of at most 4 bits two to a byte (INT4, operator set 21). The file gets smaller, but ONNX Runtime computes these layers in float32.") boolean packed,
        @Param(label = "Keep to 7 bits", help = "Use 7 of 8 bits for weights: auto does so where this processor could saturate.") SevenBits sevenBits,
        @Param(label = "Calibration", unit = "pictures", min = 1, max = 10_000_000, help = "Pictures that ranges are taken from.") int calibration,
        @Param(label = "Fine-tuning", help = "Training with rounded weights and activations, whose grids are learned too.") Learn learn,
        @Param(label = "Rounding", help = "nearest, or adaptive: learns on up to 256 calibration pictures, layer by layer, whether each weight goes up or down (AdaRound). Biases are then not corrected.") RoundingChoice rounding,
        @Param(label = "Rounding steps", unit = "steps a layer", min = 1, max = 100_000, help = "With adaptive rounding: how long each layer learns. The paper takes 10,000.") int roundingSteps,
        @Param(label = "Codebook", help = "Weights become indices into 2 to the power of their bits values of each layer, found by k-means, at most 8 bits. The file gets smaller; ONNX Runtime looks the weights up when it loads the file and computes in float32.") boolean codebook) {

    private static final int ROUNDING_STEPS = 500;

    public PtqConfig {
        if (!LayerBits.isWidth(weightBits) || !LayerBits.isWidth(activationBits)) {
            throw new IllegalArgumentException("a width is 2 to 16 bits, or 32 for float32");
        }
        if (codebook && (rounding == RoundingChoice.ADAPTIVE || learn.epochs() > 0)) {
            throw new IllegalArgumentException(
                    "values of a codebook lie on no grid that rounding or training could learn");
        }
        if (rounding == RoundingChoice.ADAPTIVE && learn.epochs() > 0) {
            throw new IllegalArgumentException(
                    "training learns how weights are rounded, and adaptive rounding would do so once more: take one of both");
        }
        layers = List.copyOf(layers);
    }

    /// Without training.
    public PtqConfig(int weightBits, int activationBits, List<String> layers, Ends ends, Ranges ranges,
            boolean equalise, boolean correctBias, boolean integer, boolean packed, SevenBits sevenBits,
            int calibration) {
        this(weightBits, activationBits, layers, ends, ranges, equalise, correctBias, integer, packed, sevenBits,
                calibration, Learn.none(), RoundingChoice.NEAREST, ROUNDING_STEPS, false);
    }

    /// 8 bits everywhere, 500 pictures.
    public static PtqConfig defaults() {
        return new PtqConfig(8, 8, List.of(), Ends.SAME, Ranges.defaults(), false, true, true, false, SevenBits.AUTO,
                500);
    }

    /// The same with other widths.
    public PtqConfig withBits(int weights, int activations) {
        return new PtqConfig(weights, activations, layers, ends, ranges, equalise, correctBias, integer, packed,
                sevenBits, calibration, learn, rounding, roundingSteps, codebook);
    }

    /// The same with layers of their own.
    public PtqConfig withLayers(List<String> own) {
        return new PtqConfig(weightBits, activationBits, own, ends, ranges, equalise, correctBias, integer, packed,
                sevenBits, calibration, learn, rounding, roundingSteps, codebook);
    }

    /// The same with training.
    public PtqConfig withLearn(Learn training) {
        return new PtqConfig(weightBits, activationBits, layers, ends, ranges, equalise, correctBias, integer, packed,
                sevenBits, calibration, training, rounding, roundingSteps, codebook);
    }

    /// The same with another way of rounding.
    public PtqConfig withRounding(RoundingChoice choice, int steps) {
        return new PtqConfig(weightBits, activationBits, layers, ends, ranges, equalise, correctBias, integer, packed,
                sevenBits, calibration, learn, choice, steps, codebook);
    }

    /// The same with codebooks or without.
    public PtqConfig withCodebook(boolean books) {
        return new PtqConfig(weightBits, activationBits, layers, ends, ranges, equalise, correctBias, integer, packed,
                sevenBits, calibration, learn, rounding, roundingSteps, books);
    }
}
