package dev.secateur.views.gamma;

import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Param;
import dev.secateur.engine.compress.slimming.Coupled;

/// What the cut panel asks for beside thresholds.
///
/// @param least channels that stay of every layer
/// @param leastShare part that stays of every layer
/// @param round what stays is rounded up to a multiple of this
/// @param coupled how channels with several scales are judged
/// @param finetune training after the cut
public record CutForm(
        @Param(label = "Fewest channels", unit = "per layer", min = 1, max = 100_000, help = "So many channels of every layer stay, whatever their scales.") int least,
        @Param(label = "Smallest share", unit = "of a layer", min = 0, max = 1, help = "This part of the channels of every layer stays, whatever their scales.") double leastShare,
        @Param(label = "Round to", unit = "channels", min = 1, max = 256, help = "What stays of a group is rounded up to a multiple of this. Runtimes are fastest at multiples of 8 or 16; 1 does not round.") int round,
        @Param(label = "Coupled", help = "A channel of a residual sum has several scales. largest: all of them have to be below the threshold; mean: their mean; keep: it stays.") Coupled coupled,
        @Param(label = "Fine-tuning", help = "Training after the cut.") Finetune finetune) {

    /// Floors as drawn in the first design: 8 channels and a quarter of every layer.
    static CutForm defaults() {
        return new CutForm(8, 0.25, 1, Coupled.LARGEST, Finetune.none());
    }
}
