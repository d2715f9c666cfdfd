package dev.secateur.engine.compress.ptq;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.quant.Clipping;

/// Where ranges are cut off.
public record Ranges(
        @Param(label = "Weights", help = "How the range of weights is found: nothing clipped, a percentile of their sizes, by divergence, or by the least squared error.") Clipping weights,
        @Param(label = "Activations", help = "The same for what flows between layers.") Clipping activations,
        @Param(label = "Percentile", unit = "%", min = 50, max = 100, help = "How much stays inside where a percentile cuts.") double percentile,
        @Param(label = "Activation codes", help = "affine uses unsigned codes over the whole range, symmetric signed codes around zero.") Scheme scheme,
        @Param(label = "Each channel", help = "A step of its own for the weights of each output channel; otherwise one for all of a layer.") boolean perChannel) {

    /// Weights by the least squared error, activations by the least squared error, a step for each channel.
    public static Ranges defaults() {
        return new Ranges(Clipping.MSE, Clipping.MSE, 99.99, Scheme.AFFINE, true);
    }
}
