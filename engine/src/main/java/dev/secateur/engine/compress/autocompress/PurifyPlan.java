package dev.secateur.engine.compress.autocompress;

import dev.secateur.engine.compress.Param;

/// Purification: what ADMM left over is taken out, by thresholds that the same annealing finds.
public record PurifyPlan(
        @Param(label = "Purification moves", unit = "a temperature", min = 0, max = 10_000, help = "Candidates at each temperature of the search for thresholds; 0 leaves purification out.") int moves,
        @Param(label = "May cost", unit = "points", min = 0, max = 100, help = "Accuracy that purification may cost before it is retrained, on the pictures of the search.") double tolerance,
        @Param(label = "Epochs after purification", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures after it, with the learning rate of retraining divided by 4.") int epochs) {

    /// About 48 candidates, half a point, one epoch.
    public static PurifyPlan defaults() {
        return new PurifyPlan(2, 0.5, 1);
    }
}
