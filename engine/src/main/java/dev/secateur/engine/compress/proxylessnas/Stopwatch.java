package dev.secateur.engine.compress.proxylessnas;

import java.time.Duration;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

/// Times networks against one that stays: in turns, so that whatever else the machine does meets both alike.
///
/// Holds ONNX Runtime's session of the one that stays until closed.
final class Stopwatch implements AutoCloseable {

    /// Runs before that are not counted, and in a turn as many as take ten milliseconds, up to the second number.
    private static final BenchPlan PLAN = new BenchPlan(10, 40, 4000, Duration.ofMillis(300));
    private static final long SEED = 1;

    private final OrtOptions options;
    private final OrtSession reference;
    private final Map<String, Tensor> inputs;

    private Stopwatch(OrtOptions options, OrtSession reference, Map<String, Tensor> inputs) {
        this.options = options;
        this.reference = reference;
        this.inputs = inputs;
    }

    /// A network's times.
    ///
    /// @param ratio time of the network over that of the one that stays; median
    /// @param reference milliseconds of the one that stays, meanwhile; median
    record Lap(double ratio, double reference) {}

    /// For networks with the input of this one.
    static Stopwatch against(Graph reference, int threads) throws ProblemException {
        OrtOptions options = OrtOptions.defaults().withThreads(threads);
        return new Stopwatch(options, OrtSession.open(reference, options),
                SampleInputs.normal(reference, Bindings.batch(1), 1, SEED));
    }

    /// Times a network, one picture.
    Lap time(Graph network, Progress progress) throws ProblemException {
        try (OrtSession session = OrtSession.open(network, options)) {
            Pairing pairing = Bench.against(reference, session, inputs, 1, PLAN, progress);
            return new Lap(pairing.ratio().median(), pairing.first().medianMs());
        }
    }

    @Override
    public void close() throws ProblemException {
        reference.close();
    }
}
