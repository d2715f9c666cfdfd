package dev.secateur.engine.compress.slb;

import java.util.List;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.train.OptimiserConfig;

/// How many bits, how they are searched, and how they are stored.
///
/// @throws IllegalArgumentException if weights have another width than 1, 2 or 4 bits
public record SlbConfig(
        @Param(label = "Weights", unit = "bits", min = 1, max = 4, help = "Width of weights: 1, 2 or 4. Each bit more doubles the numbers that are trained.") int weightBits,
        @Param(label = "Activations", unit = "bits", min = 1, max = 32, help = "Width of what flows into searched layers: 1 to 8, with an end that is learned (PACT), or 32 to leave it float32. With 1 bit, what has both signs keeps its sign times a size that is learned.") int activationBits,
        @Param(label = "Layers of their own", help = "Layers with other widths, as NAME:BITS or NAME:BITS/ACTIVATIONS: 1, 2, 4, or 32 to leave the layer float32. Depthwise layers get 4 bits unless they are named.") List<String> layers,
        @Param(label = "First and last", help = "Left float, as in the paper, or the same as all others.") Ends ends,
        @Param(label = "Start", help = "Where the search begins.") Start start,
        @Param(label = "Temperature", help = "How distributions are sharpened.") Temperature temperature,
        @Param(label = "State normalisation", help = "Statistics of batch normalisation that belong to the fixed weights: measured anew after each epoch, or gathered by a second pass in each step, which takes about a third longer.") StateNorm norm,
        @Param(label = "Calibration", unit = "pictures", min = 1, max = 10_000_000, help = "Pictures that statistics are measured on after each epoch; 1,000 at least are advised.") int calibration,
        @Param(label = "Epochs", unit = "epochs", min = 1, max = 10_000, help = "Passes over the training pictures. The paper takes 500 on CIFAR-10.") int epochs,
        @Param(label = "Optimiser", help = "sgd with momentum 0.9, or adamw.") OptimiserConfig.Kind optimiser,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate; it falls to 0 as half a cosine. The paper takes 0.1 for ResNet-20, in steps.") double lr,
        @Param(label = "Batch", unit = "pictures", min = 1, max = 65_536, help = "Pictures in a step.") int batch,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On weights that stay float32. Logits have none: it would draw them to where all values are equally likely.") double weightDecay,
        @Param(label = "Distil", help = "Also learn from the network as it was. Not in the paper; takes about a third longer.") boolean distill,
        @Param(label = "Storage", help = "bits: packed without a gap, restored when the file is loaded; int4, int8: codes with DequantizeLinear, restored in each run; float: numbers of the grid in float32.") Storage storage) {

    public SlbConfig {
        if (!Candidates.isWidth(weightBits)) {
            throw new IllegalArgumentException("weights have 1, 2 or 4 bits");
        }
        if (!isActivation(activationBits)) {
            throw new IllegalArgumentException("activations have 1 to 8 bits, or 32 for float32");
        }
        layers = List.copyOf(layers);
    }

    /// True for the widths of activations that there are.
    static boolean isActivation(int bits) {
        return bits >= 1 && bits <= Byte.SIZE || bits == SearchedLayer.FLOAT;
    }

    /// Where the search begins.
    public record Start(
            @Param(label = "Logits", help = "distance: from the trained weights; random: drawn, as in the published code, for a network that is trained from nothing.") FirstLogits from,
            @Param(label = "Sharpness", min = 0.001, max = 1000, help = "With distance: the factor of the squared distance. Small values begin near the trained network, large ones near its rounding.") double sharpness,
            @Param(label = "Scale", help = "What values are multiplied by, a number for each channel: the largest size of its weights, or the one with the least squared error of rounding (squares). auto: squares with 2 and 4 bits, largest with 1. Batch normalisation takes it up.") Scaling scale) {}

    /// For some twenty epochs from a trained network.
    public static SlbConfig defaults() {
        return new SlbConfig(2, SearchedLayer.FLOAT, List.of(), Ends.FLOAT,
                new Start(FirstLogits.DISTANCE, 2.4, Scaling.AUTO),
                Temperature.defaults(), StateNorm.CALIBRATE, 2000, 20, OptimiserConfig.Kind.SGD, 0.1, 128, 1e-4,
                false, Storage.BITS);
    }
}
