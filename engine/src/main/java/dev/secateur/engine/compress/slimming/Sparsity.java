package dev.secateur.engine.compress.slimming;

import dev.secateur.engine.compress.Param;

/// Training before the cut that draws scales towards zero.
public record Sparsity(
        @Param(label = "Sparsity epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures before the cut, with a penalty on the scales; 0 takes them as they are. The paper trains from nothing for 160.") int epochs,
        @Param(label = "Penalty", min = 0, max = 1, help = "What the absolute value of every scale that can be cut costs. The paper's released code takes 1e-4 for VGG and 1e-5 for ResNet and DenseNet, over 160 epochs; short trainings need more.") double lambda,
        @Param(label = "Sparsity learning rate", min = 1e-6, max = 10, help = "Highest learning rate of stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine.") double lr,
        @Param(label = "Sparsity batch", unit = "pictures", min = 1, max = 65_536, help = "Pictures in a step.") int batch,
        @Param(label = "Sparsity weight decay", min = 0, max = 1, help = "On weights alone, not on biases and normalisations.") double weightDecay) {

    /// None; the other values suit a few epochs on a trained network.
    public static Sparsity none() {
        return new Sparsity(0, 1e-3, 0.02, 128, 1e-4);
    }
}
