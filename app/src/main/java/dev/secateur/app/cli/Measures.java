package dev.secateur.app.cli;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.text.Figures;

/// What a model and the one made of it have and do, side by side.
///
/// @param ratio time of the model before over time of the one after, null if they were not timed
record Measures(Side before, Side after, @Nullable Ratio ratio) {

    private static final BenchPlan SHORT = new BenchPlan(3, 11, 1001, Duration.ofMillis(1500));

    /// One model.
    ///
    /// @param bytes its file, external data included
    /// @param top1 null without data
    /// @param medianMs null if it was not timed
    record Side(Costs costs, long bytes, @Nullable Double top1, @Nullable Double medianMs) {

        Map<String, Object> json() {
            return Json.object("parameters", costs.parameters(), "macs", costs.macs(), "bytes", bytes, "top1", top1,
                    "medianMs", medianMs);
        }
    }

    /// What to measure.
    ///
    /// @param pictures to classify, null for none
    /// @param timed whether to time
    /// @param normalisation null without pictures
    record Wish(SharedOptions options, @Nullable Dataset pictures, @Nullable NormalisationChoice normalisation,
            boolean timed) {}

    static Measures take(OpenedModel before, OpenedModel after, Wish wish, Progress progress)
            throws ProblemException {
        try (OrtSession first = OrtSession.open(before.file(), wish.options().runtime());
                OrtSession second = OrtSession.open(after.file(), wish.options().runtime())) {
            Double topBefore = top1(first, before, wish, progress.part(0, 0.3));
            Double topAfter = top1(second, after, wish, progress.part(0.3, 0.6));
            Pairing pairing = null;
            if (wish.timed()) {
                Map<String, Tensor> inputs = before.inputs(wish.options(), 1);
                pairing = Bench.against(second, first, inputs, SampleInputs.batch(before.graph(), inputs), SHORT,
                        progress.part(0.6, 1));
            }
            return new Measures(
                    new Side(before.costs(before.shapes()), before.bytes(), topBefore,
                            pairing == null ? null : pairing.second().medianMs()),
                    new Side(after.costs(after.shapes()), after.bytes(), topAfter,
                            pairing == null ? null : pairing.first().medianMs()),
                    pairing == null ? null : pairing.ratio());
        }
    }

    private static @Nullable Double top1(OrtSession session, OpenedModel model, Wish wish, Progress progress)
            throws ProblemException {
        Dataset pictures = wish.pictures();
        NormalisationChoice choice = wish.normalisation();
        if (pictures == null || choice == null) {
            return null;
        }
        Evaluation evaluation = Evaluator.run(session, model.graph(), pictures,
                DataOptions.plan(pictures, choice.normalisation(), wish.options()), progress);
        return evaluation.top1();
    }

    /// The ratio as JSON, null if there is none.
    @Nullable
    Map<String, Object> ratioJson() {
        return ratio == null ? null : Json.object("median", ratio.median(), "low", ratio.low(), "high", ratio.high());
    }

    TextTable table() {
        TextTable table = new TextTable("", ">before", ">after", ">change");
        row(table, "parameters", before.costs().parameters(), after.costs().parameters());
        row(table, "MACs, one sample", before.costs().macs(), after.costs().macs());
        table.row("file", Figures.bytes(before.bytes()), Figures.bytes(after.bytes()),
                Figures.change(before.bytes(), after.bytes()));
        if (before.top1() != null && after.top1() != null) {
            table.row("top-1", Figures.percent(before.top1()), Figures.percent(after.top1()), "");
        }
        if (ratio != null && before.medianMs() != null && after.medianMs() != null) {
            table.row("time, median", Figures.layerMs(before.medianMs()) + " ms",
                    Figures.layerMs(after.medianMs()) + " ms", Figures.ratio(ratio.median()));
        }
        return table;
    }

    /// What the ratio in the table means; empty if there is none.
    String ratioSentence() {
        return ratio == null
                ? ""
                : "speed " + Figures.ratio(ratio.median()) + ", 95 % interval " + Figures.ratio(ratio.low()) + " to "
                        + Figures.ratio(ratio.high()) + ", timed in turns in ONNX Runtime";
    }

    private static void row(TextTable table, String name, long before, long after) {
        table.row(name, Figures.count(before), Figures.count(after), Figures.change(before, after));
    }
}
