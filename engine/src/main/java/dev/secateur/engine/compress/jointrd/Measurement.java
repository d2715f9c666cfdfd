package dev.secateur.engine.compress.jointrd;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.jointrd.MemoryReport.Measured;
import dev.secateur.engine.cost.LiveMemory;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.PeakMemory;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// What both networks take in ONNX Runtime on this machine, for one picture from N(0, 1).
///
/// @param time of the network with shortcuts over that of the plain one, run in turns; null if it was not asked for
/// @param memory with nodes fused as the runtime does it; null if it was not asked for
/// @param unfused with every node by itself; null likewise
record Measurement(@Nullable Ratio time, @Nullable Measured memory, @Nullable Measured unfused) {

    /// Growth that is aimed at, bytes: the system counts in steps of some hundred kilobytes.
    private static final long WANTED = 64L << 20;
    /// Growth below which a number would tell nothing, bytes.
    private static final long LEAST = 1L << 20;
    private static final long MOST_PICTURES = 512;

    /// Nothing measured.
    static Measurement none() {
        return new Measurement(null, null, null);
    }

    /// Measures both.
    ///
    /// @throws ProblemException if ONNX Runtime cannot run one of them
    static Measurement of(Graph before, Graph after, int threads, long seed, Progress progress)
            throws ProblemException {
        Map<String, Tensor> inputs = SampleInputs.normal(before, Bindings.none(), 1, seed);
        OrtOptions options = OrtOptions.defaults().withThreads(threads);
        Ratio time;
        try (OrtSession first = OrtSession.open(after, options);
                OrtSession second = OrtSession.open(before, options)) {
            time = Bench.against(first, second, inputs, SampleInputs.batch(before, inputs), BenchPlan.defaults(),
                    progress.part(0, 0.6)).ratio();
        }
        Tensor picture = inputs.values().iterator().next();
        progress.report(0.6, "Measuring memory");
        Measured fused = memory(before, after, picture, true, progress);
        progress.report(0.8, "Measuring memory with no node fused");
        return new Measurement(time, fused, memory(before, after, picture, false, progress));
    }

    /// As many pictures at once as make a growth that the system's counters tell, where the model leaves their number open.
    private static long[] many(Graph graph, Tensor picture) {
        long[] dims = picture.dims();
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        if (shape != null && shape.rank() > 0 && !shape.dim(0).isKnown()) {
            long peak = LiveMemory.of(graph, ShapeInference.infer(graph, Bindings.batch(1))).peak();
            dims[0] = Math.clamp(WANTED / Math.max(1, peak), 1, MOST_PICTURES);
        }
        return dims;
    }

    private static Measured memory(Graph before, Graph after, Tensor picture, boolean optimised, Progress progress)
            throws ProblemException {
        if (picture.dtype() != DType.FLOAT) {
            return new Measured(0, 0, 0, "not measured: the model takes no float32 pictures");
        }
        long[] dims = many(before, picture);
        PeakMemory.Found old = PeakMemory.measure(before, dims, optimised, progress);
        PeakMemory.Found now = PeakMemory.measure(after, dims, optimised, progress);
        return switch (old) {
            case PeakMemory.Found.No(String reason) -> new Measured(0, 0, 0, reason);
            case PeakMemory.Found.Bytes(long was, String how) -> switch (now) {
                case PeakMemory.Found.No(String reason) -> new Measured(0, 0, 0, reason);
                case PeakMemory.Found.Bytes(long is, String same) -> Math.min(was, is) < LEAST
                        ? new Measured(0, 0, 0, "not measured: too little memory for the system's counters to tell")
                        : new Measured(was / dims[0], is / dims[0], (double) was / is,
                                how + ", " + dims[0] + " pictures at once, for one of them");
            };
        };
    }
}
