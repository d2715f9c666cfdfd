package dev.secateur.engine.compress.proxylessnas;

import dev.secateur.engine.compress.Param;

/// How weights and architecture parameters are trained in turns.
public record SearchConfig(
        @Param(label = "Algorithm", help = "two-paths: two operations of each edge are compared in a step; full: all of them; reinforce: whole networks are drawn and rewarded.") Algorithm algorithm,
        @Param(label = "Warm-up", unit = "epochs", min = 0, max = 10_000, help = "Epochs in which weights alone are trained, each batch through operations drawn evenly. The paper takes 40.") int warmup,
        @Param(label = "Search epochs", unit = "epochs", min = 1, max = 10_000, help = "Epochs in which weights and architecture parameters are trained in turns. The paper takes 120.") int epochs,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate of the weights: stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine over warm-up and search.") double lr,
        @Param(label = "Batch", unit = "pictures", min = 2, max = 65_536, help = "Pictures in a step. Normalisations use the statistics of the batch, so take 16 or more.") int batch,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On weights alone, not on biases and normalisations.") double weightDecay,
        @Param(label = "Label smoothing", min = 0, max = 0.9, help = "Share of the target spread over all classes.") double smoothing,
        @Param(label = "Architecture learning rate", min = 1e-6, max = 10, help = "Of Adam with means 0 and 0.999 on the architecture parameters. The released code takes 0.001 for 120 epochs; short searches need more.") double alphaLr,
        @Param(label = "Every", unit = "batches", min = 1, max = 10_000, help = "One step of the architecture parameters after so many steps of the weights.") int every,
        @Param(label = "Validation", unit = "of the pictures", min = 0.01, max = 0.9, help = "Part of the training pictures that the weights never see and the architecture parameters learn from.") double validation,
        @Param(label = "Samples", unit = "networks", min = 1, max = 1000, help = "With reinforce, networks that are drawn and rewarded in a step.") int samples) {

    /// What suits a small network and some minutes.
    public static SearchConfig defaults() {
        return new SearchConfig(Algorithm.TWO_PATHS, 2, 5, 0.05, 64, 4e-5, 0.1, 0.006, 2, 0.2, 10);
    }
}
