package dev.secateur.engine.compress;

import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

/// What a method that trains works with.
///
/// @param pictures to learn from, and held-out ones to choose by
/// @param conditions seed, threads, checkpoints
/// @param listener learns how training goes
public record Learning(TrainInput.Pictures pictures, TrainInput.Conditions conditions, TrainListener listener) {

    /// The same for one training of several: it saves itself in a file of its own, so that a run that goes on finds each as it was left.
    ///
    /// @param name of the training among those of the run, a part of a file's name
    public Learning stage(String name) {
        TrainInput.Checkpoints own = conditions.checkpoints();
        return own == null
                ? this
                : new Learning(pictures, new TrainInput.Conditions(conditions.seed(), conditions.threads(),
                        new TrainInput.Checkpoints(own.file().resolveSibling(own.file().getFileName() + "." + name),
                                own.every(), own.resume()),
                        conditions.pause()), listener);
    }

    /// True if a method as configured trains or needs pictures to calibrate on, so that those of the training part have to be
    /// opened for it.
    public static boolean isWanted(Method<?> method, Record config) {
        return method.info().needs().contains(MethodInfo.Need.TRAINING)
                || method.info().needs().contains(MethodInfo.Need.DATA) || Setting.of(config).stream()
                        .anyMatch(
                                s -> s.key().endsWith(".epochs") && s.value() instanceof Integer epochs && epochs > 0);
    }
}
