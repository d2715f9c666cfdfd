package dev.secateur.engine.compress.ptq;

import dev.secateur.engine.compress.Param;

/// Training with rounded numbers.
public record Learn(
        @Param(label = "Epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures with weights and activations rounded; 0 quantises without training.") int epochs,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate of stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine. LSQ takes 0.01.") double lr,
        @Param(label = "Batch", unit = "pictures", min = 1, max = 65_536, help = "Pictures in a step.") int batch,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On weights alone, not on biases, normalisations and grids.") double weightDecay,
        @Param(label = "Distil", help = "Also learn from the network as it was; takes about a third longer.") boolean distill) {

    /// None; the other values suit a trained network.
    public static Learn none() {
        return new Learn(0, 0.01, 128, 1e-4, false);
    }

    /// The same with other epochs.
    public Learn withEpochs(int other) {
        return new Learn(other, lr, batch, weightDecay, distill);
    }
}
