package dev.secateur.engine.train;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.data.Batch.Position;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.tensor.Tensor;

/// Everything that is needed to go on as if nothing had happened.
///
/// @param tensors weights, the optimiser's memory, averages and best weights, each name behind the name of its group
record Checkpoint(State state, Map<String, Tensor> tensors) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-checkpoint", 2);

    /// What is no tensor.
    ///
    /// @param data fingerprint of the training pictures
    /// @param teacher fingerprint of the network that is learned from and of how; empty without one
    /// @param next the first batch that was not used yet
    /// @param step steps made
    /// @param meter of the epoch that was begun
    /// @param seconds that were trained
    /// @param bestScore what the best epoch is judged by; higher is better
    record State(TrainConfig config, long seed, String data, String teacher, Position next, long step, Meter meter,
            double seconds,
            List<EpochResult> epochs, int bestEpoch, double bestScore) {}

    /// What is learned from.
    ///
    /// @param data fingerprint of the training pictures
    /// @param teacher fingerprint of the distillation; empty without one
    record Sources(String data, String teacher) {

        /// Of what is never saved.
        static final Sources NONE = new Sources("", "");
    }

    void write(Path file) throws ProblemException {
        String text = new String(JsonFile.encode(FORMAT, state), StandardCharsets.UTF_8);
        new TensorFile(tensors, text).write(file);
    }

    static Checkpoint read(Path file) throws ProblemException {
        TensorFile read = TensorFile.read(file);
        byte[] text = read.text().getBytes(StandardCharsets.UTF_8);
        return new Checkpoint(JsonFile.decode(text, FORMAT, State.class, file), read.tensors());
    }

    /// The tensors of one group, by their own names.
    Map<String, Tensor> group(String prefix) {
        Map<String, Tensor> group = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                group.put(name.substring(prefix.length()), tensor);
            }
        });
        return group;
    }

    /// Returns if a training with this configuration, seed, data and teacher can go on from here.
    void require(TrainConfig config, long seed, Sources sources, Path file) throws ProblemException {
        String other = !state.config().equals(config)
                ? "another configuration"
                : state.seed() != seed
                        ? "another seed"
                        : !state.data().equals(sources.data())
                                ? "other data"
                                : state.teacher().equals(sources.teacher()) ? "" : "another teacher";
        if (!other.isEmpty()) {
            throw ProblemException.ofFile("cannot go on from the checkpoint", file, "it is of a training with " + other,
                    "use the same settings, or remove it to train from the beginning");
        }
    }
}
