package dev.secateur.views.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
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
import dev.secateur.views.text.Figures;

/// Times what a method made in turns with what it was made from: fewer multiply-accumulates are not always less time.
///
/// @param ratio how many times as fast the result ran; median
/// @param low end of the 95 % interval of that ratio
/// @param high other end
/// @param beforeMs median of what it was made from, milliseconds
/// @param afterMs median of the result
public record SpeedCheck(double ratio, double low, double high, double beforeMs, double afterMs) {

    private static final String RATIO = "timeRatio";
    private static final String LOW = "timeRatioLow";
    private static final String HIGH = "timeRatioHigh";
    private static final String BEFORE = "msBefore";
    private static final String AFTER = "msAfter";
    private static final BenchPlan PLAN = new BenchPlan(3, 11, 2001, Duration.ofSeconds(1));

    /// What was measured of a result; null if nothing was.
    public static @Nullable SpeedCheck of(MethodResult result) {
        Map<String, Double> metrics = result.metrics();
        Double ratio = metrics.get(RATIO);
        return ratio == null
                ? null
                : new SpeedCheck(ratio, metrics.getOrDefault(LOW, ratio), metrics.getOrDefault(HIGH, ratio),
                        metrics.getOrDefault(BEFORE, 0.0), metrics.getOrDefault(AFTER, 0.0));
    }

    /// The result with what was measured among its metrics, if the method tells that it changed the work.
    ///
    /// @param settings batch and threads
    static MethodResult timed(Graph before, MethodResult result, RunSettings settings, Progress progress)
            throws ProblemException {
        if (!result.metrics().containsKey("macsAfter")) {
            return result;
        }
        Map<String, Tensor> inputs = SampleInputs.normal(before, Bindings.none(), settings.batch(), 1);
        OrtOptions options = OrtOptions.defaults().withThreads(settings.threads());
        Map<String, Double> metrics = new LinkedHashMap<>(result.metrics());
        try (OrtSession first = OrtSession.open(result.graph(), options);
                OrtSession second = OrtSession.open(before, options)) {
            Pairing pairing = Bench.against(first, second, inputs, SampleInputs.batch(before, inputs), PLAN, progress);
            metrics.put(RATIO, pairing.ratio().median());
            metrics.put(LOW, pairing.ratio().low());
            metrics.put(HIGH, pairing.ratio().high());
            metrics.put(BEFORE, pairing.second().medianMs());
            metrics.put(AFTER, pairing.first().medianMs());
        }
        return new MethodResult(result.graph(), result.changes(), metrics, result.parity(), result.report(),
                result.untrained());
    }

    /// True if it is slower beyond doubt.
    public boolean isSlower() {
        return high < 1;
    }

    /// `runs 1.24× as fast (1.21×–1.27×)`.
    public String sentence() {
        return "runs " + Figures.ratio(ratio) + " as fast (" + Figures.ratio(low) + "–" + Figures.ratio(high) + ")"
                + (isSlower() ? ", slower here than before" : "");
    }
}
