package dev.secateur.engine.train;

import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Trains a network.
///
/// With one thread, the same input and seed give the same weights bit by bit, also when the training was interrupted and went
/// on from a checkpoint. The threads that read pictures do not matter for that.
public final class Trainer {

    private Trainer() {}

    /// Trains to the end, until it is cancelled, or until a loss is not finite. In the last two cases the best weights so far are
    /// the result, which says how it ended.
    ///
    /// Cancelling is obeyed after the present step, or in its middle where steps take long, as if the step had not begun. Pausing is
    /// obeyed after the present step.
    ///
    /// @throws ProblemException if network, pictures and teacher do not fit each other or cannot be trained, if a checkpoint cannot
    ///     be gone on from, or if it ended before there were any weights to keep
    public static TrainResult run(TrainInput input, TrainListener listener, Progress progress)
            throws ProblemException {
        return run(input, Extension.none(), listener, progress);
    }

    /// The same, with what a method adds to it.
    ///
    /// @param extension closed by the caller
    /// @throws ProblemException as above, or if the extension does not suit the network
    public static TrainResult run(TrainInput input, Extension extension, TrainListener listener, Progress progress)
            throws ProblemException {
        Head head = check(input);
        Torch.require();
        Torch.setThreads(input.conditions().threads());
        try (Objective objective = Objective.of(head, input);
                TrainableGraph network = TrainableGraph.of(input.graph(),
                        ExecutionOptions.defaults().between(List.of(head.input()), exits(objective, extension)))) {
            extension.attach(network);
            if (network.trained().isEmpty() && extension.parameters().isEmpty()) {
                throw ProblemException.ofModel("cannot train the model", null, "it has no weights that can be trained",
                        "");
            }
            try (TrainLoop loop = new TrainLoop(input, objective, network, extension, listener)) {
                return loop.run(progress);
            }
        }
    }

    /// Returns if network, pictures and labels fit each other, before anything that takes long.
    ///
    /// @throws ProblemException saying what does not fit
    public static void require(TrainInput input) throws ProblemException {
        check(input);
    }

    private static Head check(TrainInput input) throws ProblemException {
        Head head = Head.of(input.graph());
        head.requireExtents(input.graph(), input.pictures().training());
        head.requireBatch(input.graph(), input.config().batch());
        Distillation distillation = input.distillation();
        if (distillation == null || distillation.weight() < 1) {
            head.requireClasses(input.graph(), input.pictures().training());
        }
        if (input.pictures().training().size() < input.config().batch()
                && input.pictures().training().size() < 2) {
            throw ProblemException.ofSetting("cannot train", input.pictures().training().name(),
                    "it holds a single picture", "use more pictures");
        }
        return head;
    }

    private static List<Value> exits(Objective objective, Extension extension) {
        return Stream.concat(objective.wanted().stream(), extension.wanted().stream()).distinct().toList();
    }
}
