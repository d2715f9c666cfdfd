package dev.secateur.views.layers;

import java.util.List;
import java.util.Locale;

import dev.secateur.engine.op.OpFamily;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.DepthPlan;

/// One row of the table.
///
/// @param number position in the network, from 1
/// @param layer the layer
/// @param block id of the block around it, empty if none
/// @param operator how its head is described
/// @param costs how much it needs
/// @param depth what merging blocks would do to it
public record LayerRow(int number, Layer layer, String block, Operator operator, Costs costs, DepthPlan.Fate depth) {

    /// The layer's operator.
    ///
    /// @param name short name: `Conv`
    /// @param kernel such as `3×3`, empty if it has none
    /// @param channelsIn -1 if not known
    /// @param channelsOut -1 if not known
    /// @param output spatial extents of the result, or all but the first for a matrix; empty if not known
    public record Operator(OpFamily family, String name, String kernel, long channelsIn, long channelsOut,
            String output) {

        /// `16 → 16`, empty if not known.
        public String channels() {
            return channelsIn < 0 || channelsOut < 0 ? "" : channelsIn + " → " + channelsOut;
        }
    }

    /// What the layer needs for one sample; NaN where it is not known.
    ///
    /// @param activationBytes of its results
    /// @param ms measured milliseconds
    /// @param share of the time where it was measured, else of the multiply-accumulates, 0..1
    /// @param fused true if the runtime computes all of it within other layers' kernels
    public record Costs(double parameters, double macs, double activationBytes, double ms, double share,
            boolean fused) {}

    /// The full name.
    public String name() {
        return layer.path();
    }

    /// True for the layers that are listed at first: those with weights or with multiply-accumulates.
    public boolean hasWeights() {
        return costs.parameters() > 0 || costs.macs() > 0;
    }

    /// True if every word stands in a text of this row.
    ///
    /// @param words in lower case
    boolean matches(List<String> words) {
        String text = String.join(" ", name(), operator.name(), operator.kernel(), block, depth.text(),
                layer.head().op().type()).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }
}
