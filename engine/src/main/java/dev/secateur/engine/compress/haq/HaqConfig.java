package dev.secateur.engine.compress.haq;

import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Param;

/// Which bits are chosen, how, and within what.
public record HaqConfig(
        @Param(label = "Search", help = "haq learns; random, uniform, greedy and knapsack are what it has to beat.") SearchKind search,
        @Param(label = "Controls", help = "Also search in the other ways and put them beside the chosen one in the report.") boolean controls,
        @Param(label = "Transfer", help = "Also search for each other built-in accelerator and tell what each policy costs on all of them.") boolean transfer,
        @Param(label = "Goal", help = "What may be spent.") Goal goal,
        @Param(label = "Episodes", help = "How policies are tried.") Episodes episodes,
        @Param(label = "Rounding", help = "How numbers are rounded.") RoundingChoice rounding,
        @Param(label = "Sensitivity", unit = "pictures", min = 1, max = 10_000_000, help = "Held-out pictures that the loss of each layer at each width is measured on, for greedy and knapsack.") int sensitivity,
        @Param(label = "Judged on", unit = "pictures", min = 0, max = 10_000_000, help = "Held-out pictures behind those of the episodes on which the chosen policies are compared at last; 0 for all.") int judged,
        @Param(label = "Training", help = "Training of the quantised network at last.") Finetune finetune) {

    /// HAQ with all controls, without training at last.
    public static HaqConfig defaults() {
        return new HaqConfig(SearchKind.HAQ, true, false, Goal.defaults(), Episodes.defaults(),
                RoundingChoice.defaults(), 256, 0, new Finetune(0, 0.005, 128, 4e-5, false));
    }
}
