package dev.secateur.engine.compress.updp;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Param;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;

/// How the chosen network is trained, and the supernet before it.
public record Training(
        @Param(label = "Epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures while blocks are pruned and after; 0 merges without training, for looking.") int epochs,
        @Param(label = "Pictures", unit = "pictures", min = 0, max = 100_000_000, help = "The first so many training pictures are used; 0 for all.") int pictures,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate; it falls to 0 as half a cosine.") double lr,
        @Param(label = "Optimiser", help = "sgd with momentum 0.9, or adamw, which suits networks with layer normalisation at a learning rate of about 0.001.") OptimiserConfig.Kind optimiser,
        @Param(label = "Batch", unit = "pictures", min = 2, max = 65_536, help = "Pictures in a step.") int batch,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On weights alone, not on biases and normalisations.") double weightDecay,
        @Param(label = "Distil", help = "Also learn from the network as it was given.") boolean distill) {

    private static final double MOMENTUM = 0.9;
    private static final double CLIP = 1;

    /// What a first try on CIFAR-10 used.
    public static Training defaults() {
        return new Training(9, 0, 0.02, OptimiserConfig.Kind.SGD, 128, 1e-4, false);
    }

    /// The pictures that are trained on.
    Learning limited(Learning learning) {
        TrainInput.Pictures all = learning.pictures();
        return pictures == 0
                ? learning
                : new Learning(new TrainInput.Pictures(Holdout.first(all.training(), pictures), all.heldOut(),
                        all.normalisation()), learning.conditions(), learning.listener());
    }

    /// As the trainer takes it.
    TrainConfig config(int passes, Dataset data) {
        boolean clips = optimiser == OptimiserConfig.Kind.ADAMW;
        return new TrainConfig(passes, Math.min(batch, data.size()),
                new OptimiserConfig(optimiser, lr, MOMENTUM, weightDecay),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), new Regularisation(0, clips ? CLIP : 0, 0),
                Augmentation.usual(data.extents()), false, false);
    }
}
