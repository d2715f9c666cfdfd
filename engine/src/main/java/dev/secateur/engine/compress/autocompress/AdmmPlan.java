package dev.secateur.engine.compress.autocompress;

import dev.secateur.engine.compress.Param;

/// Training that leads the weights to the structure that was chosen.
public record AdmmPlan(
        @Param(label = "ADMM iterations", min = 1, max = 1000, help = "Updates of the auxiliary variables Z and U in each round.") int iterations,
        @Param(label = "Epochs an iteration", unit = "epochs", min = 0, max = 1000, help = "Passes over the training pictures between two updates; 0 leaves ADMM out and projects at once.") int epochs,
        @Param(label = "Rho", min = 1e-9, max = 100, help = "Weight of the distance to the structure in the first iteration.") double rho,
        @Param(label = "Growth of rho", min = 1, max = 1000, help = "Factor from one iteration to the next; rho never exceeds 1.") double growth,
        @Param(label = "ADMM learning rate", min = 1e-6, max = 10, help = "Highest learning rate of stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine over all iterations.") double lr) {

    private static final double MOST = 1;

    /// Four epochs, rho from 1e-4 to 1e-1.
    public static AdmmPlan defaults() {
        return new AdmmPlan(4, 1, 1e-4, 10, 0.01);
    }

    /// Rho of an iteration, from 0 on.
    double rho(int iteration) {
        return Math.min(MOST, rho * Math.pow(growth, iteration));
    }
}
