package dev.secateur.engine.experiment;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;

/// A training as someone asks for it.
///
/// @param distillation whom to learn from, null for labels alone
/// @param destination file for the trained network, with its record beside it; null leaves both in memory
/// @param program name and version, for the record
public record TrainTask(Start start, TrainData data, TrainConfig config, @Nullable Distillation distillation,
        @Nullable Destination destination, TrainInput.Conditions conditions, String program) {

    /// What training begins with.
    ///
    /// @param graph the network
    /// @param file that it was read from, or that the steps began with; null for one made from nothing, which is not worth measuring
    /// @param name for the record
    /// @param steps that made the network from the file, in order
    public record Start(Graph graph, @Nullable Path file, String name, List<RunRecord.Step> steps) {

        public Start {
            steps = List.copyOf(steps);
        }

        /// The network as it is in its file, or as it was made from nothing.
        public Start(Graph graph, @Nullable Path file, String name) {
            this(graph, file, name, List.of());
        }
    }

    /// What it learns from.
    ///
    /// @param sets training and test pictures
    /// @param heldOutShare of the training pictures by which the best epoch is chosen, 0 for none
    public record TrainData(TrainSets sets, NormalisationChoice normalisation, double heldOutShare) {}
}
