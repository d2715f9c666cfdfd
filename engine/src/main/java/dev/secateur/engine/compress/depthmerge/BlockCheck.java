package dev.secateur.engine.compress.depthmerge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.secateur.engine.block.Anatomy;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Activation;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Runs every merged block alone, before and after the last step: results of a whole network may hide an error in a block
/// that they hardly depend on.
///
/// @param moved the network before the last step
/// @param merged the network after it
/// @param seed of each block's input, one sample from N(0, 1)
/// @param threads for ONNX Runtime
record BlockCheck(Graph moved, Graph merged, long seed, int threads) {

    /// `max|a - b| / max|b|` of each block, by its id.
    Map<String, Double> differences(List<Choice> choices, Progress progress) throws ProblemException {
        Shapes shapes = ShapeInference.infer(moved, Bindings.batch(1));
        Map<String, Double> differences = new LinkedHashMap<>();
        for (Choice choice : choices) {
            progress.report(differences.size() / (double) choices.size(), "Checking " + choice.block().id());
            progress.check();
            differences.put(choice.block().id(), difference(choice, shapes, progress));
        }
        return differences;
    }

    private double difference(Choice choice, Shapes shapes, Progress progress) throws ProblemException {
        Value entry = moved.node(choice.plan().main().getFirst().node().id()).orElseThrow().input(0);
        Node one = last(choice);
        TensorType type = shapes.type(entry);
        Graph before = Subgraph.between(moved, entry, sum(choice), type);
        Graph after = Subgraph.between(merged, one.input(0), one.output(), type);
        Map<String, Tensor> run = SampleInputs.normal(before, Bindings.none(), 1, seed);
        Tensor data = run.values().iterator().next();
        Tensor reference = result(before, data, progress);
        return relative(result(after, data, progress), reference);
    }

    private Tensor result(Graph block, Tensor data, Progress progress) throws ProblemException {
        try (OrtSession session = OrtSession.open(block, OrtOptions.defaults().withThreads(threads))) {
            return session.run(Map.of(block.name(block.inputs().getFirst()), data), progress).values().iterator()
                    .next();
        }
    }

    private static double relative(Tensor a, Tensor b) {
        double difference = 0;
        double size = 0;
        for (long i = 0; i < b.elements(); i++) {
            difference = Math.max(difference, Math.abs(a.doubleAt(i) - b.doubleAt(i)));
            size = Math.max(size, Math.abs(b.doubleAt(i)));
        }
        return difference == 0 ? 0 : difference / size;
    }

    private Node last(Choice choice) {
        return merged.node(choice.plan().main().getLast().node().id()).orElseThrow();
    }

    /// Where the convolutions and the shortcut meet.
    private Value sum(Choice choice) {
        Anatomy anatomy = Objects.requireNonNull(choice.block().anatomy());
        if (anatomy.addition() >= 0) {
            return moved.node(anatomy.addition()).orElseThrow().output();
        }
        return anatomy.trailing() < 0
                ? choice.block().exit()
                : Activation.endingIn(moved, moved.node(anatomy.trailing()).orElseThrow()).orElseThrow().input();
    }

    /// Refuses a difference above {@link DepthMerge#TOLERANCE}, naming the worst block.
    ///
    /// @param whole the difference of the whole network
    void refuse(Map<String, Double> differences, double whole, List<Choice> choices) throws ProblemException {
        Choice worst = choices.getFirst();
        for (Choice choice : choices) {
            if (differences.getOrDefault(choice.block().id(), 0.0) > differences.getOrDefault(worst.block().id(),
                    0.0)) {
                worst = choice;
            }
        }
        double most = differences.getOrDefault(worst.block().id(), 0.0);
        if (!(whole <= DepthMerge.TOLERANCE && most <= DepthMerge.TOLERANCE)) {
            throw ProblemException.ofModel("merging changed what the model computes", merged.name(last(worst)),
                    "results differ by " + whole + " of the largest, and those of block " + worst.block().id()
                            + " alone by "
                            + most + "; " + DepthMerge.TOLERANCE + " is allowed",
                    "leave this block out");
        }
    }
}
