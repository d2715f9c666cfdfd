package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.compress.Param;

/// Among what is chosen.
///
/// @throws IllegalArgumentException if a width is none
public record SpaceConfig(
        @Param(label = "Space", help = "model: blocks of the model with smaller forms of theirs; mbconv: the built-in small space of mobile inverted bottlenecks for the data's pictures and classes.") Space from,
        @Param(label = "Blocks", help = "Ids of the blocks for which is chosen; empty for all that have other forms.") List<String> blocks,
        @Param(label = "Smaller kernels", help = "Offer each smaller odd kernel: the middle of the given one. Of several kernels in a block the last one keeps its size; a depthwise or strided one becomes no smaller than 3×3.") boolean kernels,
        @Param(label = "Widths", help = "Offer blocks with these shares of their inner channels, above 0 and below 1, separated by commas. Those with the largest weights stay.") List<String> widths,
        @Param(label = "Leave out", help = "Offer to leave a block out where it keeps the shape.") boolean skip,
        @Param(label = "Weights", help = "given: operations take their weights from the model, and what is derived goes on with those that the search left; drawn: all weights are drawn, and what is derived begins anew, as in the paper.") Start weights) {

    public SpaceConfig {
        blocks = List.copyOf(blocks);
        widths = List.copyOf(widths);
        widths.forEach(SpaceConfig::share);
    }

    /// All blocks, smaller kernels, half the width, leaving out, with the weights of the model.
    public static SpaceConfig defaults() {
        return new SpaceConfig(Space.MODEL, List.of(), true, List.of("0.5"), true, Start.GIVEN);
    }

    /// The widths to offer, 1 first.
    List<Double> shares() {
        List<Double> shares = new ArrayList<>(List.of(1.0));
        widths.stream().map(SpaceConfig::share).filter(s -> !shares.contains(s)).forEach(shares::add);
        return shares;
    }

    private static double share(String text) {
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share < 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Told below, as every other text that is no width.
        }
        throw new IllegalArgumentException("\"" + text + "\" is no width above 0 and below 1");
    }
}
