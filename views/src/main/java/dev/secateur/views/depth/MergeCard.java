package dev.secateur.views.depth;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.MergePreview;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.runtime.Pairing;

/// One block that would merge.
///
/// @param block its id
/// @param options the ways to merge it, at least one
/// @param chosen the one that is taken
/// @param time what was measured of it
public record MergeCard(String block, List<MergePreview> options, MergePreview chosen, BlockTime time) {

    public MergeCard {
        options = List.copyOf(options);
    }

    /// What is known of a block's time.
    ///
    /// @param state whether it was measured
    /// @param pairing merged against as it is; null unless measured
    public record BlockTime(State state, @Nullable Pairing pairing) {
        static final BlockTime NOT_MEASURED = new BlockTime(State.NOT_MEASURED, null);
        static final BlockTime MEASURING = new BlockTime(State.MEASURING, null);

        /// How far measuring is.
        public enum State {
            NOT_MEASURED, MEASURING, MEASURED
        }

        static BlockTime of(Pairing pairing) {
            return new BlockTime(State.MEASURED, pairing);
        }
    }

    /// The rows of the card: kernel, multiply-accumulates, parameters, time.
    public List<Comparison> rows() {
        List<Comparison> rows = new ArrayList<>();
        rows.add(Comparison.of("Kernel", chosen.kernelBefore(), chosen.kernelAfter()));
        rows.add(Comparison.ofCounts("MACs", chosen.before().macs(), chosen.after().macs()));
        rows.add(Comparison.ofCounts("Parameters", chosen.before().parameters(), chosen.after().parameters()));
        rows.add(timeRow("Time", time));
        return rows;
    }

    static Comparison timeRow(String label, BlockTime time) {
        Pairing pairing = time.pairing();
        if (pairing != null) {
            return Comparison.ofTimes(label, pairing.second().medianMs(), pairing.first().medianMs());
        }
        boolean measuring = time.state() == BlockTime.State.MEASURING;
        return Comparison.of(label, measuring ? "measuring" : "not measured", "");
    }

    /// What speaks against the choice; empty if nothing does.
    public String warning() {
        String warning = chosen.warning();
        return warning == null ? "" : Character.toUpperCase(warning.charAt(0)) + warning.substring(1);
    }

    /// How the block is written in a configuration: `stage1.block2:centre-tap`.
    String choice() {
        return chosen.variant() == Variant.EXACT ? block : block + ":" + chosen.variant();
    }
}
