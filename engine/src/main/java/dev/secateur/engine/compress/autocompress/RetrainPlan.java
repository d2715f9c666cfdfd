package dev.secateur.engine.compress.autocompress;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;

/// Masked retraining: what was taken out stays out.
public record RetrainPlan(
        @Param(label = "Epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures after the last round.") int epochs,
        @Param(label = "Epochs between rounds", unit = "epochs", min = 0, max = 10_000, help = "Passes after each round before the last.") int between,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate of stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine.") double lr,
        @Param(label = "Batch", unit = "pictures", min = 2, max = 65_536, help = "Pictures in a step, of ADMM too.") int batch,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On weights alone, of ADMM too.") double weightDecay,
        @Param(label = "Pictures", unit = "pictures", min = 0, max = 100_000_000, help = "The first so many training pictures are used, for ADMM too; 0 for all.") int pictures,
        @Param(label = "Distil", help = "Also learn from the network as it was given.") boolean distill) {

    private static final double MOMENTUM = 0.9;

    /// Ten epochs at the end and four between rounds.
    public static RetrainPlan defaults() {
        return new RetrainPlan(10, 4, 0.02, 128, 1e-4, 0, false);
    }

    /// As the trainer takes it.
    TrainConfig config(int passes, double rate, Dataset data) {
        return new TrainConfig(passes, Math.min(batch, data.size()),
                new OptimiserConfig(OptimiserConfig.Kind.SGD, rate, MOMENTUM, weightDecay),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), Regularisation.none(),
                Augmentation.usual(data.extents()), false, false);
    }
}
