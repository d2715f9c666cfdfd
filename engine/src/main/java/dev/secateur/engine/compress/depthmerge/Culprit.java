package dev.secateur.engine.compress.depthmerge;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

/// Finds the block at which merging changed the function, by running each block alone in both forms.
record Culprit(Graph moved, Graph merged, List<Choice> choices, MethodInput<DepthMergeConfig> input) {

    /// The problem that names the worst block.
    ProblemException problem(double whole, Progress progress) throws ProblemException {
        Shapes shapes = ShapeInference.infer(moved, Bindings.batch(1));
        Choice worst = choices.getFirst();
        double most = -1;
        for (Choice choice : choices) {
            progress.check();
            double difference = difference(choice, shapes, progress);
            if (difference > most) {
                most = difference;
                worst = choice;
            }
        }
        return ProblemException.ofModel("merging changed the results of the model", name(worst),
                "they differ by " + whole + " of the largest, more than " + DepthMerge.TOLERANCE + "; most at block "
                        + worst.block().id() + ", which alone differs by " + most,
                "leave this block out");
    }

    private @Nullable String name(Choice choice) {
        return moved.node(last(choice)).map(moved::name).orElse(null);
    }

    private static int last(Choice choice) {
        return choice.plan().main().getLast().node().id();
    }

    private double difference(Choice choice, Shapes shapes, Progress progress) throws ProblemException {
        Value entry = choice.block().entry();
        Graph before = Subgraph.between(moved, entry, sum(moved, choice), shapes.type(entry));
        Graph after = Subgraph.between(merged, entry, merged.node(last(choice)).orElseThrow().output(),
                shapes.type(entry));
        Samples samples = SampleInputs.samples(before, Bindings.none(), 1, input.seed());
        Difference difference = Steps.compare(after, before, samples, input.threads(), progress);
        return difference.maxRel();
    }

    /// Where the convolutions and the shortcut meet.
    private static Value sum(Graph graph, Choice choice) {
        int addition = java.util.Objects.requireNonNull(choice.block().anatomy()).addition();
        return addition >= 0 ? graph.node(addition).orElseThrow().output() : choice.block().exit();
    }
}
