package dev.secateur.engine.train;

import java.nio.file.Path;
import java.util.List;

import dev.secateur.engine.problem.Problem;

/// What a training tells of itself, in this order: one {@link Started}; one {@link WentOn} if a checkpoint was gone on with;
/// then for each epoch its {@link Stepped} and one
/// {@link EpochEnded}, with {@link CheckpointWritten} or {@link CheckpointFailed} between steps; one {@link Ended}.
public sealed interface TrainEvent {

    /// The training begins, or goes on from a checkpoint.
    ///
    /// @param epochs in all
    /// @param stepsPerEpoch 1 or more
    /// @param firstStep 0, or where a checkpoint left off
    /// @param training number of training pictures
    /// @param heldOut number of held-out pictures, 0 for none
    /// @param parameters number of trained numbers
    record Started(int epochs, int stepsPerEpoch, long firstStep, int training, int heldOut,
            long parameters) implements TrainEvent {}

    /// What was trained before the checkpoint that the training goes on from.
    ///
    /// @param epochs that were made and judged
    /// @param rates learning rates up to here, evenly spaced, at most some hundred
    record WentOn(List<EpochResult> epochs, List<Rate> rates) implements TrainEvent {

        public WentOn {
            epochs = List.copyOf(epochs);
            rates = List.copyOf(rates);
        }
    }

    /// The learning rate of one step.
    ///
    /// @param step from 1 on
    record Rate(long step, double lr) {}

    /// A step was made. As many as there are steps, several a second for small networks: a view takes samples.
    ///
    /// @param step from 1 on
    /// @param steps in all
    /// @param epoch from 1 on
    /// @param loss mean over the batch
    /// @param accuracy fraction (0 to 1) of the batch classified rightly; NaN without labels
    /// @param lr learning rate of the step
    /// @param picturesPerSecond mean over the last steps
    /// @param secondsLeft estimate for the rest of the training
    record Stepped(long step, long steps, int epoch, double loss, double accuracy, double lr, double picturesPerSecond,
            double secondsLeft) implements TrainEvent {

        /// Part of the training that is done, 0 to 1.
        public double fraction() {
            return (double) step / steps;
        }
    }

    /// An epoch was made and judged.
    ///
    /// @param best true if its weights are the best so far, which are kept
    record EpochEnded(EpochResult result, boolean best) implements TrainEvent {}

    /// What a method has to say beside the numbers of every training.
    ///
    /// @param text one line
    record Remark(String text) implements TrainEvent {}

    /// Everything that is needed to go on was saved.
    record CheckpointWritten(Path file, long step) implements TrainEvent {}

    /// It could not be saved; the training goes on and tries again later.
    record CheckpointFailed(Problem problem) implements TrainEvent {}

    /// The training is over.
    record Ended(Ending ending, long step) implements TrainEvent {}

    /// How a training ends.
    enum Ending {
        /// All epochs were made.
        DONE("done"),
        /// Someone cancelled it; the best weights so far are the result.
        CANCELLED("cancelled"),
        /// A loss was not finite; the last good weights are the result.
        DIVERGED("diverged");

        private final String name;

        Ending(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
