package dev.secateur.engine.compress.slimming;

import java.util.List;

import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.ChannelConfig;
import dev.secateur.engine.compress.ChannelScope;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Param;

/// What is done to scales, and which of them are taken for small.
///
/// @throws IllegalArgumentException if an own threshold is none
public record SlimmingConfig(
        @Param(label = "Select by", help = "network: one threshold below which the rate of all channels lies; layer: one for each layer; value: the threshold given here; rank: the rate of all channels, smallest scales first, for scales that are equal.") Selection select,
        @Param(label = "Rate", unit = "of the channels", min = 0, max = 0.99, help = "Part of the channels that can be cut whose scales count as small. The paper cuts 40 to 70 %.") double rate,
        @Param(label = "Threshold", unit = "|γ|", min = 0, max = 1e6, help = "With select=value, channels go whose scale is smaller than this.") double threshold,
        @Param(label = "Own thresholds", help = "With select=value, thresholds of single layers: LAYER=THRESHOLD, separated by commas. Coupled layers share theirs.") List<String> own,
        @Param(label = "Coupled channels", help = "A channel of a residual sum has several scales. largest: all of them have to be small; mean: their mean; keep: it stays.") Coupled coupled,
        @Param(label = "Budget", help = "A goal in place of rate and thresholds.") Budget budget,
        @Param(label = "Round to", unit = "channels", min = 1, max = 256, help = "What stays of a group is rounded up to a multiple of this. Runtimes are fastest at multiples of 8 or 16; 1 does not round.") int round,
        @Param(label = "At least", unit = "channels", min = 1, max = 100_000, help = "So many channels of every layer stay, whatever their scales.") int least,
        @Param(label = "At least, share", unit = "of a layer", min = 0, max = 1, help = "This part of the channels of every layer stays, whatever their scales.") double leastShare,
        @Param(label = "Fast widths", help = "Times layers on this machine and moves the numbers of channels to widths that are fast here, at about the same multiply-accumulates. Taken only if it measures no slower.") boolean fast,
        @Param(label = "Re-create normalisations", help = "Where an exporter folded normalisations away, measures channels on your data and puts normalisations back that change nothing, then goes on.") boolean recreate,
        @Param(label = "Sparsity training", help = "Training before the cut.") Sparsity sparsity,
        @Param(label = "Fine-tuning", help = "Training after the cut.") Finetune finetune) {

    public SlimmingConfig {
        own = List.copyOf(own);
        own.forEach(SlimmingConfig::threshold);
    }

    /// 40 % of the channels by one threshold, a tenth of every layer stays, nothing is trained.
    public static SlimmingConfig defaults() {
        return new SlimmingConfig(Selection.NETWORK, 0.4, 0.1, List.of(), Coupled.LARGEST, Budget.none(), 1, 1, 0.1,
                false, false, Sparsity.none(), Finetune.none());
    }

    /// The layer of an own threshold.
    static String layer(String own) {
        return own.substring(0, Math.max(0, own.lastIndexOf('=')));
    }

    /// The threshold of an own threshold.
    static double threshold(String own) {
        int equals = own.lastIndexOf('=');
        try {
            double value = Double.parseDouble(own.substring(equals + 1));
            if (equals > 0 && value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as every other text that is no threshold.
        }
        throw new IllegalArgumentException("\"" + own + "\" is not of the form LAYER=THRESHOLD");
    }

    /// What the cut itself needs to know.
    public ChannelConfig channels() {
        return new ChannelConfig(rate, ChannelScope.NETWORK, budget, round, least, leastShare, false, fast, finetune);
    }
}
