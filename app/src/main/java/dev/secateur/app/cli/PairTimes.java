package dev.secateur.app.cli;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.report.ReportContent;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Timing;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.text.Figures;

/// Times a model for a report, alone or in turns with another one.
///
/// @param options threads and batch
record PairTimes(SharedOptions options) {

    ReportContent.Times measure(OpenedModel model, @Nullable OpenedModel other, Progress progress)
            throws ProblemException {
        Map<String, Tensor> inputs = (other == null ? model : other).inputs(options, 1);
        int batch = inputs.isEmpty() ? 1 : SampleInputs.batch((other == null ? model : other).graph(), inputs);
        double load = Bench.loadAverage();
        try (OrtSession own = OrtSession.open(model.file(), options.runtime())) {
            if (other == null) {
                Timing timing = Bench.time(own, inputs, batch, BenchPlan.defaults(), progress);
                return new ReportContent.Times(timing.medianMs(), Double.NaN, Double.NaN, Double.NaN, Double.NaN,
                        how(timing), load);
            }
            try (OrtSession against = OrtSession.open(other.file(), options.runtime())) {
                Pairing pairing = Bench.against(own, against, inputs, batch, BenchPlan.defaults(), progress);
                return new ReportContent.Times(pairing.first().medianMs(), pairing.second().medianMs(),
                        pairing.ratio().median(), pairing.ratio().low(), pairing.ratio().high(),
                        how(pairing.first()), load);
            }
        } catch (ProblemException e) {
            throw e.in(model.file());
        }
    }

    private static String how(Timing timing) {
        return Figures.plural(timing.runs(), "run") + ", " + Figures.plural(timing.threads(), "thread") + ", batch "
                + timing.batch();
    }
}
