package dev.secateur.engine.train;

import dev.secateur.engine.data.Augmentation;

/// How to train. Whatever changes the result stands here or is the seed.
///
/// @param epochs 1 or more
/// @param batch pictures in a step, 1 or more
/// @param bfloat16 true to compute convolutions and products in bfloat16
/// @param recalibrate true to set the statistics of batch normalisation anew from training pictures at the end
public record TrainConfig(int epochs, int batch, OptimiserConfig optimiser, ScheduleConfig schedule,
        Regularisation regularisation, Augmentation augmentation, boolean bfloat16, boolean recalibrate) {

    public TrainConfig {
        if (epochs < 1 || epochs > 100_000 || batch < 1) {
            throw new IllegalArgumentException(
                    "at least one epoch and one picture a step are needed: " + epochs + ", " + batch);
        }
    }
}
