package dev.secateur.engine.train;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;

/// What a training works on.
///
/// @param graph the network; stays as it is
/// @param distillation whom to learn from beside or instead of the labels, null for labels alone
public record TrainInput(Graph graph, Pictures pictures, TrainConfig config, @Nullable Distillation distillation,
        Conditions conditions) {

    /// What is learned from.
    ///
    /// @param heldOut pictures to choose the best epoch by; training never sees them. Null keeps the last epoch
    public record Pictures(Dataset training, @Nullable Dataset heldOut, Normalisation normalisation) {}

    /// What surrounds a training.
    ///
    /// @param threads for each operator, 1 or more. With one thread the same seed gives the same bits
    /// @param checkpoints where and how often to save, null for never
    /// @param pause lets someone hold the training
    public record Conditions(long seed, int threads, @Nullable Checkpoints checkpoints, Pause pause) {

        public Conditions {
            if (threads < 1) {
                throw new IllegalArgumentException("training needs a thread: " + threads);
            }
        }

        /// Without checkpoints and pauses.
        public static Conditions of(long seed, int threads) {
            return new Conditions(seed, threads, null, new Pause());
        }
    }

    /// Saving on the way.
    ///
    /// @param file written again and again, each time as a whole
    /// @param every least time between two
    /// @param resume true to begin where the file says, if it is there
    public record Checkpoints(Path file, Duration every, boolean resume) {}
}
