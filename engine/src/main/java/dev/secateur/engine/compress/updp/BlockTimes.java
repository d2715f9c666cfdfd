package dev.secateur.engine.compress.updp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Timing;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Tensor;

/// What pruning saves in time, measured in ONNX Runtime before anything is trained: times do not depend on the weights.
///
/// @param network milliseconds of the network as given, for one picture; median
/// @param blocks each block alone, by id, with the activation and normalisation behind it
public record BlockTimes(double network, Map<String, OfBlock> blocks) {

    private static final long SEED = 1;
    private static final BenchPlan PLAN = new BenchPlan(10, 60, 2000, Duration.ofMillis(400));

    /// A block alone.
    ///
    /// @param before milliseconds as it is
    /// @param after milliseconds pruned and merged; 0 if it is dropped
    /// @param slower true if it is slower merged, beyond the 95 % interval of the ratio
    public record OfBlock(double before, double after, boolean slower) {

        /// Milliseconds saved; below 0 if it is slower.
        public double saved() {
            return before - after;
        }
    }

    /// Measures.
    static BlockTimes of(Graph graph, List<Candidate> candidates, int threads, Progress progress)
            throws ProblemException {
        OrtOptions options = OrtOptions.defaults().withThreads(threads);
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        double network = whole(graph, options, progress.part(0, 0.1));
        Map<String, OfBlock> times = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            Progress part = progress.part(0.1 + 0.9 * i / candidates.size(), 0.1 + 0.9 * (i + 1) / candidates.size());
            part.report(0, "Timing " + candidate.id());
            times.put(candidate.id(), block(graph, candidate, shapes, options, part));
        }
        return new BlockTimes(network, times);
    }

    private static double whole(Graph graph, OrtOptions options, Progress progress) throws ProblemException {
        Map<String, Tensor> inputs = SampleInputs.normal(graph, Bindings.none(), 1, SEED);
        try (OrtSession session = OrtSession.open(graph, options)) {
            Timing timing = Bench.time(session, inputs, 1, PLAN, progress);
            return timing.medianMs();
        }
    }

    private static OfBlock block(Graph graph, Candidate candidate, Shapes shapes, OrtOptions options,
            Progress progress) throws ProblemException {
        Graph alone = Subgraph.between(graph, candidate.block().entry(), candidate.block().exit(),
                shapes.type(candidate.block().entry()));
        Map<String, Tensor> inputs = SampleInputs.normal(alone, Bindings.none(), 1, SEED);
        if (candidate.drops()) {
            try (OrtSession session = OrtSession.open(alone, options)) {
                return new OfBlock(Bench.time(session, inputs, 1, PLAN, progress).medianMs(), 0, false);
            }
        }
        PrunedNetwork pruned = PrunedNetwork.of(alone, List.of(candidate), progress);
        Graph merged = pruned.merged(pruned.settled(pruned.graph()));
        try (OrtSession first = OrtSession.open(merged, options); OrtSession second = OrtSession.open(alone, options)) {
            Pairing pairing = Bench.against(first, second, inputs, 1, PLAN, progress);
            return new OfBlock(pairing.second().medianMs(), pairing.first().medianMs(), pairing.ratio().high() < 1);
        }
    }

    /// Milliseconds that pruning a block saves.
    double saved(String block) {
        OfBlock of = blocks.get(block);
        return of == null ? 0 : of.saved();
    }
}
