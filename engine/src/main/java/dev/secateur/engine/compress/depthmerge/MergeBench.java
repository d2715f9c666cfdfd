package dev.secateur.engine.compress.depthmerge;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Tensor;

/// Times what merging gains in ONNX Runtime, in alternating runs: the merged network is the first of each pairing.
///
/// Inputs are from N(0, 1), one sample.
public final class MergeBench {

    private static final long SEED = 1;

    private final Graph graph;
    private final OrtOptions options;
    private final BenchPlan plan;

    /// @param threads for ONNX Runtime, 1 or more
    public MergeBench(Graph graph, int threads, BenchPlan plan) {
        this.graph = graph;
        this.options = OrtOptions.defaults().withThreads(threads);
        this.plan = plan;
    }

    /// Times one block alone, merged against as it is.
    ///
    /// @param config chooses exactly one block
    /// @throws ProblemException if the block is unknown or refused, or if ONNX Runtime cannot run it
    public Pairing ofBlock(DepthMergeConfig config, Progress progress) throws ProblemException {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        List<Choice> choices = Choice.of(graph, shapes, BlockFinder.find(graph, shapes), config);
        if (choices.size() != 1) {
            throw new IllegalArgumentException("one block is timed at a time, not " + choices.size());
        }
        Block block = choices.getFirst().block();
        Graph before = Subgraph.between(graph, block.entry(), block.exit(), shapes.type(block.entry()));
        if (choices.getFirst().drops()) {
            return time(Merging.drop(before, choices), before, progress);
        }
        Graph merged = merge(choices, config.endActivation(), progress.part(0, 0.2));
        Graph after = Subgraph.between(merged, block.entry(), exitIn(merged, block.exit()),
                shapes.type(block.entry()));
        return time(after, before, progress.part(0.2, 1));
    }

    /// Times the whole network, with the chosen blocks merged against as it is.
    ///
    /// @throws ProblemException if a block is unknown or refused, or if ONNX Runtime cannot run one of the networks
    public Pairing ofModel(DepthMergeConfig config, Progress progress) throws ProblemException {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        List<Choice> choices = Choice.of(graph, shapes, BlockFinder.find(graph, shapes), config);
        return time(merge(choices, config.endActivation(), progress.part(0, 0.2)), graph, progress.part(0.2, 1));
    }

    private Graph merge(List<Choice> choices, EndActivation end, Progress progress) {
        progress.report(0, "Merging");
        Graph now = Merging.drop(graph, choices);
        for (Choice choice : choices.stream().filter(c -> !c.drops()).toList()) {
            progress.check();
            Merging merging = new Merging(choice, progress);
            now = merging.merge(merging.reshape(merging.linearise(now, end)));
        }
        return now;
    }

    /// What stands for the block's result once it is merged: what its first user reads now.
    private Value exitIn(Graph merged, Value exit) {
        List<Use> uses = graph.uses(exit).stream().filter(u -> !u.isCapture()).toList();
        if (uses.isEmpty()) {
            return merged.outputs().get(graph.outputs().indexOf(exit));
        }
        Use use = uses.getFirst();
        return merged.node(use.node().id()).orElseThrow().input(use.index());
    }

    private Pairing time(Graph merged, Graph original, Progress progress) throws ProblemException {
        Map<String, Tensor> inputs = SampleInputs.normal(original, Bindings.none(), 1, SEED);
        try (OrtSession first = OrtSession.open(merged, options);
                OrtSession second = OrtSession.open(original, options)) {
            return Bench.against(first, second, inputs, SampleInputs.batch(original, inputs), plan, progress);
        }
    }
}
