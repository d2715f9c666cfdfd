package dev.secateur.engine.compress;

import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainResult;

/// Training that follows a cut.
public record Finetune(
        @Param(label = "Epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures after the cut; 0 leaves the weights as they are.") int epochs,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate of stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine.") double lr,
        @Param(label = "Batch", unit = "pictures", min = 1, max = 65_536, help = "Pictures in a step.") int batch,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On weights alone, not on biases and normalisations.") double weightDecay,
        @Param(label = "Distil", help = "Also learn from the network as it was before the cut.") boolean distill) {

    private static final double MOMENTUM = 0.9;

    /// None; the other values are what a first try used on small pictures.
    public static Finetune none() {
        return new Finetune(0, 0.05, 128, 1e-4, false);
    }

    /// Trains a cut network.
    ///
    /// @param original the network before the cut
    /// @throws ProblemException if there is nothing to learn from, or training fails
    public TrainResult run(Graph cut, Graph original, Learning learning, Progress progress) throws ProblemException {
        TrainConfig config = new TrainConfig(epochs, Math.min(batch, learning.pictures().training().size()),
                new OptimiserConfig(OptimiserConfig.Kind.SGD, lr, MOMENTUM, weightDecay),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), Regularisation.none(),
                Augmentation.usual(learning.pictures().training().extents()), false, false);
        return learning
                .train(new TrainInput(cut, learning.pictures(), config, distill ? Distillation.of(original) : null,
                        learning.stage("finetune").conditions()), Extension.none(), progress);
    }
}
