package dev.secateur.engine.compress.fold;

import java.util.List;

/// What folding did.
///
/// @param folded how often each rule was applied, in the order of the rules
/// @param kept normalisations that are still there, each with the reason; at most {@link Fold#MOST_KEPT}
/// @param nodesBefore number of nodes before
/// @param nodesAfter number of nodes after
/// @param difference how far results lie from those of the network as it was, `max|a - b| / max|b|`
/// @param inputs which inputs were used
public record FoldReport(List<Applied> folded, List<Kept> kept, int nodesBefore, int nodesAfter, double difference,
        String inputs) {

    public FoldReport {
        folded = List.copyOf(folded);
        kept = List.copyOf(kept);
    }

    /// A rule and how often it was applied.
    public record Applied(String rule, int times) {}

    /// A node that could not be folded.
    ///
    /// @param reason why, as a clause
    public record Kept(String node, String reason) {}
}
