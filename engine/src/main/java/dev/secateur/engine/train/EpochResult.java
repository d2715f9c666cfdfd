package dev.secateur.engine.train;

import org.jspecify.annotations.Nullable;

/// What one epoch came to.
///
/// @param epoch from 1 on
/// @param loss mean over the training pictures as they were met
/// @param accuracy fraction (0 to 1) of training pictures, as changed at random, classified rightly; null without labels
/// @param heldOutLoss mean over the held-out pictures after the epoch; null without any
/// @param heldOutAccuracy likewise; null without any, or without labels
/// @param seconds since the training began, without pauses
public record EpochResult(int epoch, double loss, @Nullable Double accuracy, @Nullable Double heldOutLoss,
        @Nullable Double heldOutAccuracy, double seconds) {}
