package dev.secateur.engine.experiment;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

/// A compression as someone asks for it.
///
/// @param steps one after the other, each on what the one before it gave; one or more
/// @param start what it begins with
/// @param pictures null without data
/// @param inputs what networks are compared and timed on
public record RecipeTask(List<Recipe.Planned<?>> steps, TrainTask.Start start, @Nullable Pictures pictures,
        Inputs inputs, Place place) {

    public RecipeTask {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a recipe without steps");
        }
    }

    /// The data.
    ///
    /// @param training to learn from, of which a share is held out; null if nothing is learned
    /// @param test pictures that accuracy is measured on; no training picture is among them
    public record Pictures(@Nullable Dataset training, Dataset test, NormalisationChoice normalisation) {}

    /// What networks are run on beside the accuracy.
    ///
    /// @param samples to compare networks on: pictures of the data if there are any
    /// @param timing null to leave out timing
    public record Inputs(Samples samples, @Nullable Timing timing) {}

    /// How before and after are timed in turns.
    ///
    /// @param inputs for both networks
    /// @param batch samples in the inputs
    public record Timing(Map<String, Tensor> inputs, int batch, BenchPlan plan) {}

    /// Where and under what conditions.
    ///
    /// @param destination file for the result
    /// @param conditions seed, threads for training, and checkpoints for the training that may follow the change of form
    /// @param threads of ONNX Runtime
    /// @param listener hears of training
    /// @param program name and version, for the record
    public record Place(Destination destination, TrainInput.Conditions conditions, int threads,
            TrainListener listener, String program) {}
}
