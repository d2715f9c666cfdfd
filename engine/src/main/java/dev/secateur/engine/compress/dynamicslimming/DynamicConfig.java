package dev.secateur.engine.compress.dynamicslimming;

import dev.secateur.engine.compress.Param;

/// How channels are gated, and in which form the network leaves.
///
/// @throws IllegalArgumentException if levels are asked for of gates that have none
public record DynamicConfig(
        @Param(label = "Gates", help = "dynamic: a threshold for every layer, foretold from the picture; fbs: the channels that a layer's input calls for; static: one cut for all pictures. The last two are controls.") Gate gate,
        @Param(label = "Rate", unit = "of the MACs", min = 0.01, max = 0.95, help = "Part of the multiply-accumulates that is skipped in the mean over the pictures.") double rate,
        @Param(label = "Export", help = "masked: one network with zeros in place of skipped channels; levels: narrow networks and a router that chooses one, at one picture a run.") Export export,
        @Param(label = "At least, share", unit = "of a layer", min = 0, max = 1, help = "This part of the channels of every layer always works.") double leastShare,
        @Param(label = "Compare", help = "What of a scale is held against a threshold. ranks: its place among those of its layer, so that thresholds always tell channels apart; sizes: its absolute value, as published.") Comparison compare,
        @Param(label = "Re-create normalisations", help = "Where an exporter folded normalisations away, measures channels on your data and puts normalisations back that change nothing, then goes on.") boolean recreate,
        @Param(label = "Measure", help = "Times the level export against the dense network in ONNX Runtime, in turns, one picture a run.") boolean measure,
        @Param(label = "Joint training", help = "Training of the network together with its gates.") Joint joint,
        @Param(label = "Level export", help = "The networks of the level export.") Levels levels) {

    public DynamicConfig {
        if (export == Export.LEVELS && gate != Gate.DYNAMIC) {
            throw new IllegalArgumentException("export=levels needs gate=dynamic: " + (gate == Gate.FBS
                    ? "feature boosting keeps other channels for every picture, which are no slice of the weights"
                    : "a static cut is one network for all pictures, so that there is nothing to choose from"));
        }
    }

    /// 40 % of the multiply-accumulates, masked.
    public static DynamicConfig defaults() {
        return new DynamicConfig(Gate.DYNAMIC, 0.4, Export.MASKED, 0.1, Comparison.RANKS, false, true, Joint.defaults(),
                Levels.defaults());
    }
}
