package dev.secateur.engine.compress.updp;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.search.SearchFinding;
import dev.secateur.engine.search.SearchInfo;
import dev.secateur.engine.search.SearchReport;

/// What each stage came to.
///
/// @param blocks the pruned ones, in the network's order
/// @param candidates number of blocks among which was chosen
/// @param search every set that was measured; empty without a search by accuracy
/// @param epochs the progressive training; empty without training
/// @param merging what merging alone changed
/// @param heldOutBefore fraction (0 to 1) of held-out pictures that the given network classifies rightly; null without held-out ones
/// @param heldOutAfter likewise of the merged one, measured in ONNX Runtime
/// @param agreement fraction of these pictures of which the trained network says the same merged and unmerged
/// @param folded normalisations behind pruned blocks that became part of a layer after them
/// @param passes pictures that went through the network, by stage
/// @param note what a reader has to know
public record UpdpReport(List<PrunedBlockReport> blocks, int candidates, SearchReport search,
        List<EpochReport> epochs, Merged merging, @Nullable Double heldOutBefore, @Nullable Double heldOutAfter,
        @Nullable Double agreement, int folded, Passes passes, String note)
        implements
            SearchFinding {

    private static final double PERCENT = 100;

    public UpdpReport {
        blocks = List.copyOf(blocks);
        epochs = List.copyOf(epochs);
    }

    /// Every set that was measured, in order.
    public List<MeasuredSet> sets() {
        return search.trials().stream().map(t -> new MeasuredSet(
                t.configuration().get("blocks") instanceof List<?> ids
                        ? ids.stream().map(String::valueOf).toList()
                        : List.of(),
                t.score() / PERCENT)).toList();
    }

    /// A search that was not made.
    static SearchReport unsearched() {
        return new SearchReport(info(false, Map.of()), List.of(), List.of(), 0);
    }

    /// What the search is about.
    ///
    /// @param byTime true if blocks are chosen by the time that they save
    static SearchInfo info(boolean byTime, Map<String, String> conditions) {
        return new SearchInfo("updp",
                byTime ? new SearchInfo.Axis("Time not saved", "ms") : new SearchInfo.Axis("Blocks kept", ""),
                new SearchInfo.Axis("Accuracy in the supernet", "%"), conditions);
    }

    /// A block that was pruned.
    ///
    /// @param variant in which way
    /// @param kernelBefore `3×3 + 3×3`
    /// @param kernelAfter `3×3`; empty if it was dropped
    /// @param similarity of what it reads and makes; null if it was not asked
    /// @param millisecondsBefore alone, one picture; null if it was not timed
    /// @param millisecondsAfter merged, with what follows it
    public record PrunedBlockReport(String id, String kind, String variant, String kernelBefore, String kernelAfter,
            @Nullable Double similarity, @Nullable Double millisecondsBefore,
            @Nullable Double millisecondsAfter) {}

    /// A set of blocks that was measured.
    ///
    /// @param accuracy fraction (0 to 1) of held-out pictures classified rightly
    public record MeasuredSet(List<String> blocks, double accuracy) {

        public MeasuredSet {
            blocks = List.copyOf(blocks);
        }
    }

    /// An epoch of the progressive training.
    ///
    /// @param lambda at its end
    /// @param taps what was left of outer taps at its end, 1 to 0
    /// @param heldOutAccuracy of the network as it stood, 0 to 1; null without held-out pictures
    public record EpochReport(int epoch, double lambda, double taps, double loss, @Nullable Double accuracy,
            @Nullable Double heldOutAccuracy) {}

    /// What merging changed, against the trained network unmerged.
    public record Merged(double maxAbs, double maxRel, String inputs) {}

    /// Pictures that went through the network.
    ///
    /// @param supernet training steps of the supernet, each of the four sets counted
    /// @param search measuring sets and similarities
    /// @param training progressive training
    public record Passes(long supernet, long search, long training) {}
}
