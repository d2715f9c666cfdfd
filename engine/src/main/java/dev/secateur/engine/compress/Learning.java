package dev.secateur.engine.compress;

import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

/// What a method that trains works with.
///
/// @param pictures to learn from, and held-out ones to choose by
/// @param conditions seed, threads, checkpoints
/// @param listener learns how training goes
public record Learning(TrainInput.Pictures pictures, TrainInput.Conditions conditions, TrainListener listener) {}
