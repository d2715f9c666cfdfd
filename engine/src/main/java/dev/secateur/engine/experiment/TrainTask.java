package dev.secateur.engine.experiment;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;

/// A training as someone asks for it.
///
/// @param distillation whom to learn from, null for labels alone
/// @param destination file for the trained network
/// @param program name and version, for the record
public record TrainTask(Start start, TrainData data, TrainConfig config, @Nullable Distillation distillation,
        Destination destination, TrainInput.Conditions conditions, String program) {

    /// What training begins with.
    ///
    /// @param graph the network
    /// @param file that it was read from; null for one made from nothing
    /// @param name for the record
    public record Start(Graph graph, @Nullable Path file, String name) {}

    /// What it learns from.
    ///
    /// @param sets training and test pictures
    /// @param heldOutShare of the training pictures by which the best epoch is chosen, 0 for none
    public record TrainData(TrainSets sets, NormalisationChoice normalisation, double heldOutShare) {}
}
