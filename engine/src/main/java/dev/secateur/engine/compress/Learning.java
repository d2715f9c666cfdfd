package dev.secateur.engine.compress;

import java.util.Set;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.SearchLog;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.engine.train.TrainResult;
import dev.secateur.engine.train.Trainer;

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

    /// Where the log of a search is kept: beside the result, `model.onnx.search.jsonl`, where it stays when trainings no longer need what
    /// they saved.
    public SearchLog.Place searchLog() {
        TrainInput.Checkpoints own = conditions.checkpoints();
        return own == null
                ? SearchLog.Place.none()
                : new SearchLog.Place(own.file().resolveSibling(
                        String.valueOf(own.file().getFileName()).replace(".checkpoint", "") + ".search.jsonl"),
                        own.resume());
    }

    /// Trains as a part of a method: to its end or not at all, so that a method never goes on with a network that was given up.
    ///
    /// @throws ProblemException if training fails or diverges; the step is named
    /// @throws CancelledException if it was cancelled
    public TrainResult train(TrainInput input, Extension extension, Progress progress) throws ProblemException {
        TrainResult result = Trainer.run(input, extension, listener, progress);
        progress.check();
        if (result.ending() == TrainEvent.Ending.DONE) {
            return result;
        }
        Problem problem = result.problem();
        if (problem == null) {
            throw new CancelledException();
        }
        throw new ProblemException(problem);
    }

    /// True if a method as configured runs several pictures at once through networks that it trains, or whose gradients it reads.
    public static boolean isTraining(Method<?> method, Record config) {
        Set<MethodInfo.Need> needs = method.info().needs();
        return needs.contains(MethodInfo.Need.TRAINING) || needs.contains(MethodInfo.Need.LABELS) || hasEpochs(config);
    }

    private static boolean hasEpochs(Record config) {
        return Setting.of(config).stream()
                .anyMatch(s -> s.key().endsWith(".epochs") && s.value() instanceof Integer epochs && epochs > 0);
    }

    /// True if a method as configured trains or needs pictures to calibrate on, so that those of the training part have to be
    /// opened for it.
    public static boolean isWanted(Method<?> method, Record config) {
        return method.info().needs().contains(MethodInfo.Need.TRAINING)
                || method.info().needs().contains(MethodInfo.Need.DATA) || hasEpochs(config);
    }
}
