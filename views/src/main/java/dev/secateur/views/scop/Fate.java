package dev.secateur.views.scop;

import dev.secateur.engine.compress.scop.ScopReport;

/// What happens to a channel, in words.
final class Fate {

    private Fate() {}

    /// One word: `removed`, `kept`.
    static String word(LayerScores layer, int channel) {
        boolean gone = isOpen(layer) ? layer.goes(channel) : layer.report().removed().contains(channel);
        if (isOpen(layer)) {
            return gone ? "would go" : "would stay";
        }
        return gone ? "removed" : "kept";
    }

    /// What became of it and why.
    static String text(LayerScores layer, int channel) {
        if (isOpen(layer)) {
            return "The control phase runs. As it stands the channel "
                    + (layer.goes(channel) ? "would be removed." : "would stay.");
        }
        boolean gone = layer.report().removed().contains(channel);
        return switch (layer.report().form()) {
            case "sliced" -> gone
                    ? "Its filter and its normalisation are gone, and so are the inputs of the layers that read it."
                    : layer.goes(channel)
                            ? "Below the cut, but kept: the layers that use it would have had no channel left."
                            : "Kept with its filter; layers that read it stay as they are.";
            case "scattered" -> gone
                    ? "Its filter and its normalisation are gone. Zeros stand in its place, so that the sum behind it keeps its width."
                    : "Kept. It is put back into its place among the zeros before the sum.";
            case "union" -> gone
                    ? "Removed from the whole trunk: every layer that makes this channel would have lost it."
                    : layer.goes(channel)
                            ? "Below the cut, but kept: another layer of the trunk needs this channel."
                            : "Kept.";
            default -> layer.goes(channel)
                    ? "Below the cut, but kept: the last layers of blocks were to stay as they are."
                    : "Kept.";
        };
    }

    private static boolean isOpen(LayerScores layer) {
        return layer.report().form().equals(ScopReport.UNDECIDED);
    }
}
