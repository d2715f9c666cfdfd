package dev.secateur.engine.experiment;

import java.util.List;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;

/// What is asked of a training that is a step of its own: the trainer's configuration and what surrounds it, in one list.
public record TrainForm(
        @Param(label = "Epochs", min = 1, max = 100_000, help = "How often all training pictures are met.") int epochs,
        @Param(label = "Batch", unit = "pictures", min = 1, max = 65_536, help = "Pictures in one step.") int batch,
        @Param(label = "Optimiser", help = "sgd: stochastic gradient descent with Nesterov's momentum; adamw: Adam with decoupled weight decay.") OptimiserConfig.Kind optimiser,
        @Param(label = "Learning rate", min = 1e-9, max = 100, help = "The highest one. For fine-tuning, about a tenth of that of training from nothing.") double lr,
        @Param(label = "Momentum", min = 0, max = 0.9999, help = "Part of the last change that goes on; for adamw, of its first mean.") double momentum,
        @Param(label = "Weight decay", min = 0, max = 10, help = "Pull of weights towards zero; not on biases and normalisations.") double weightDecay,
        @Param(label = "Schedule", help = "How the learning rate falls: cosine to zero, step to a tenth at half and three quarters, or constant.") ScheduleConfig.Shape schedule,
        @Param(label = "Warm-up", unit = "epochs", min = 0, max = 1000, help = "The learning rate rises in a straight line at the start.") double warmup,
        @Param(label = "Label smoothing", min = 0, max = 0.99, help = "Share of the target spread over all classes.") double labelSmoothing,
        @Param(label = "Gradient limit", min = 0, max = 1e6, help = "Longest allowed gradient of all weights together; 0 for no limit.") double clip,
        @Param(label = "Mirror", help = "Mirror pictures left and right with probability one half.") boolean flip,
        @Param(label = "Move", unit = "pixels", min = 0, max = 64, help = "Move pictures at random by up to so many pixels.") int pad,
        @Param(label = "Learn from teacher", help = "Distil from a teacher: its scores are a target beside the labels.") boolean distil,
        @Param(label = "Teacher", help = "ONNX file of the teacher; empty for the original model.") String teacher,
        @Param(label = "Teacher's weight", min = 0.01, max = 1, help = "Part of the loss that comes from the teacher; 1 does without labels.") double teacherWeight,
        @Param(label = "Temperature", min = 0.1, max = 100, help = "Softens the scores that are compared.") double temperature,
        @Param(label = "Inner values", help = "Inner values to learn too, each STUDENT=TEACHER by the names of values or nodes; a single name is that of both.") List<String> features,
        @Param(label = "Their weight", min = 0, max = 1e6, help = "Factor of the mean squared difference of inner values.") double featureWeight,
        @Param(label = "Held out", unit = "of the training pictures", min = 0, max = 0.9, help = "Part of the training pictures that is kept apart to choose the best epoch; 0 keeps the last epoch.") double heldOut,
        @Param(label = "Pictures at most", unit = "pictures", min = 16, max = 100_000_000, help = "Train on so many of the training pictures.") int limit,
        @Param(label = "Fresh statistics", help = "Set the statistics of batch normalisation anew at the end.") boolean recalibrate,
        @Param(label = "Seed", min = 0, max = 9e15, help = "Of everything random; the same seed with one thread gives the same weights.") long seed) {

    public TrainForm {
        features = List.copyOf(features);
    }

    /// For fine-tuning a cut network: five epochs, learning from the original.
    public static TrainForm defaults() {
        return new TrainForm(5, 64, OptimiserConfig.Kind.SGD, 0.01, 0.9, 5e-4, ScheduleConfig.Shape.COSINE, 0.5, 0, 0,
                true, 2, false, "", 0.9, 4, List.of(), 1, 0.1, 1_000_000, false, 1);
    }

    /// The trainer's part.
    public TrainConfig config() {
        return new TrainConfig(epochs, batch, new OptimiserConfig(optimiser, lr, momentum, weightDecay),
                new ScheduleConfig(schedule, warmup), new Regularisation(labelSmoothing, clip, 0),
                new Augmentation(flip, pad, 0), false, recalibrate);
    }
}
