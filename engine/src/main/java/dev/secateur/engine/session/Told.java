package dev.secateur.engine.session;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;

/// What the work that made a version told of itself.
///
/// @param result of the method; null if it was none, such as a training by itself
/// @param course how it was trained last; null if it was not
public record Told(@Nullable MethodResult result, @Nullable Course course) {

    /// How a training went.
    ///
    /// @param epochs in all, as planned
    /// @param stepsPerEpoch 1 or more
    /// @param done what each epoch came to
    /// @param rates learning rates, evenly spaced, at most some hundred
    /// @param ending how it ended
    public record Course(int epochs, int stepsPerEpoch, List<EpochResult> done, List<TrainEvent.Rate> rates,
            TrainEvent.Ending ending) {

        public Course {
            done = List.copyOf(done);
            rates = List.copyOf(rates);
        }
    }
}
