package dev.secateur.engine.compress.haq;

import dev.secateur.engine.compress.Param;

/// How policies are tried.
public record Episodes(
        @Param(label = "Episodes", unit = "policies", min = 1, max = 100_000, help = "Policies that the agent tries, and random ones likewise.") int count,
        @Param(label = "Warm-up", unit = "policies", min = 0, max = 100_000, help = "The first so many are random, then the agent begins to learn.") int warmUp,
        @Param(label = "Pictures", unit = "pictures", min = 1, max = 10_000_000, help = "Held-out pictures that a policy is judged by.") int pictures,
        @Param(label = "Tuning", unit = "pictures", min = 0, max = 10_000_000, help = "Training pictures that the network learns from for one epoch before it is judged; 0 judges without training, which is much faster.") int tuning,
        @Param(label = "Tuning rate", min = 1e-6, max = 1, help = "Learning rate of that epoch.") double lr) {

    /// 150 policies of which 30 are random, 500 pictures, no training.
    public static Episodes defaults() {
        return new Episodes(150, 30, 500, 0, 1e-3);
    }
}
