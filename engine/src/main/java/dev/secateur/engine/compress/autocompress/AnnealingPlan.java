package dev.secateur.engine.compress.autocompress;

import dev.secateur.engine.compress.Param;

/// How ratios are searched and candidates measured.
public record AnnealingPlan(
        @Param(label = "Moves", unit = "a temperature", min = 1, max = 10_000, help = "Candidates at each temperature.") int moves,
        @Param(label = "Cooling", min = 0.01, max = 0.999, help = "Each temperature is this part of the one before.") double cooling,
        @Param(label = "Stop", unit = "of the first temperature", min = 1e-6, max = 0.999, help = "The search ends when the temperature falls below this part of the first one. The first one lets half of the moves that make it worse pass.") double stop,
        @Param(label = "Change", min = 0.001, max = 1, help = "Largest change of a ratio in a move at the first temperature; it shrinks with the temperature.") double change,
        @Param(label = "Pictures", unit = "pictures", min = 16, max = 100_000_000, help = "Held-out pictures that candidates are measured on.") int pictures,
        @Param(label = "Recalibration", unit = "pictures", min = 0, max = 100_000_000, help = "Training pictures on which the statistics of normalisations are taken anew for each candidate.") int recalibration,
        @Param(label = "Judged by", help = "accuracy, loss, or auto: accuracy, unless all candidates are as bad as guessing.") Judge judge,
        @Param(label = "At a time", unit = "candidates", min = 1, max = 256, help = "So many moves begin from the same state and are measured at the same time, as far as there are threads. 1 is plain annealing.") int together) {

    /// 10 random moves and 95 by annealing, 700 pictures each.
    public static AnnealingPlan defaults() {
        return new AnnealingPlan(5, 0.85, 0.05, 0.35, 500, 200, Judge.AUTO, 1);
    }

    /// Pictures that go through the network for a candidate.
    long passes() {
        return (long) pictures + recalibration;
    }
}
