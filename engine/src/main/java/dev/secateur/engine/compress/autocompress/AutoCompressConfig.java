package dev.secateur.engine.compress.autocompress;

import dev.secateur.engine.compress.Param;

/// How far a network is compressed, and how.
///
/// @throws IllegalArgumentException if what is asked for contradicts itself
public record AutoCompressConfig(
        @Param(label = "Goal", unit = "times less", min = 1.01, max = 10_000, help = "How many times fewer weights, multiply-accumulates or milliseconds there shall be. Reached in rounds of 2, 4, 8, ... times.") double goal,
        @Param(label = "Of", help = "weights: elements of all weights; macs: multiply-accumulates, columns that are gone not counted; time: milliseconds foretold from layers timed here and measured in the end.") Objective objective,
        @Param(label = "Take out", help = "both: filters and columns; filters; columns; weights: single weights, which saves no time in ONNX Runtime.") Structure structure,
        @Param(label = "Search", help = "annealing with guidance by size; unguided: annealing without it; random: the best of as many random choices; uniform: the same share everywhere.") SearchKind search,
        @Param(label = "Residual sums", help = "Also take filters whose channels are added to others; those of all layers of the sum go together.") boolean trunks,
        @Param(label = "At least filters", unit = "filters", min = 1, max = 100_000, help = "So many filters of every layer stay.") int leastFilters,
        @Param(label = "At least columns", unit = "columns", min = 1, max = 100_000, help = "So many columns of every layer stay.") int leastColumns,
        @Param(label = "Limit", unit = "points", min = 0, max = 100, help = "Accuracy on held-out pictures that may be lost. A round that loses more is given up, and the one before is the result. 100 sets no limit.") double limit,
        @Param(label = "Annealing", help = "The search.") AnnealingPlan annealing,
        @Param(label = "ADMM", help = "Training towards the structure.") AdmmPlan admm,
        @Param(label = "Retraining", help = "Training within the structure.") RetrainPlan retrain,
        @Param(label = "Purification", help = "What is taken out after the last round.") PurifyPlan purify) {

    public AutoCompressConfig {
        if (objective == Objective.TIME && (structure == Structure.COLUMNS || structure == Structure.WEIGHTS)) {
            throw new IllegalArgumentException("taking out " + structure
                    + " alone saves no time in ONNX Runtime; choose filters or both, or another objective");
        }
        boolean purifies = objective != Objective.TIME && structure != Structure.WEIGHTS;
        if (!purifies && purify.moves() > 0 && !purify.equals(PurifyPlan.defaults())) {
            throw new IllegalArgumentException("with " + (objective == Objective.TIME
                    ? "objective=time"
                    : "structure=weights")
                    + " nothing is purified and purify does nothing; leave it as it is, or set purify.moves=0");
        }
    }

    /// Four times fewer weights.
    public static AutoCompressConfig defaults() {
        return new AutoCompressConfig(4, Objective.WEIGHTS, Structure.BOTH, SearchKind.ANNEALING, true, 4, 9, 100,
                AnnealingPlan.defaults(), AdmmPlan.defaults(), RetrainPlan.defaults(), PurifyPlan.defaults());
    }

    /// True if filters may go.
    boolean takesFilters() {
        return structure == Structure.BOTH || structure == Structure.FILTERS;
    }

    /// True if columns may go. Time knows none: ONNX Runtime multiplies zeros as well.
    boolean takesColumns() {
        return (structure == Structure.BOTH || structure == Structure.COLUMNS) && objective != Objective.TIME;
    }

    /// True if single weights go.
    boolean takesWeights() {
        return structure == Structure.WEIGHTS;
    }
}
