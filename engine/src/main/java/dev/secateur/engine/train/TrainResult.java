package dev.secateur.engine.train;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Skipped;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.Problem;

/// What came of a training.
///
/// @param graph the network with the weights of the best epoch; without held-out pictures, of the last one
/// @param ending how it ended
/// @param problem why it did not go to its end, or why a checkpoint could not be written; null if nothing went wrong
/// @param epochs what each epoch came to
/// @param bestEpoch the epoch whose weights were kept, from 1 on; 0 if none was finished
/// @param skipped pictures that could not be read
public record TrainResult(Graph graph, TrainEvent.Ending ending, @Nullable Problem problem, List<EpochResult> epochs,
        int bestEpoch, List<Skipped> skipped, Effort effort) {

    public TrainResult {
        epochs = List.copyOf(epochs);
        skipped = List.copyOf(skipped);
    }

    /// What it took.
    ///
    /// @param steps made, those before a checkpoint included
    /// @param seconds without pauses, those before a checkpoint included
    /// @param picturesPerSecond mean of the training steps of this process
    /// @param waitShare fraction (0 to 1) of the time of steps that was spent waiting for pictures
    public record Effort(long steps, double seconds, double picturesPerSecond, double waitShare) {}
}
