package dev.secateur.app.cli;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.experiment.RecipeOutcome;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.views.text.Figures;

/// What a model and the one made of it have and do, side by side.
///
/// @param cut the model right after the change of form; null if no training followed, as it is `after` then
/// @param ratio time of the model before over time of the one after, null if they were not timed
record Sides(Side before, @Nullable Side cut, Side after, @Nullable Ratio ratio) {

    /// One model.
    ///
    /// @param bytes its file, external data included; null for a model that has none
    /// @param accuracy null without data
    /// @param medianMs null if it was not timed
    record Side(Costs costs, @Nullable Long bytes, @Nullable Evaluation accuracy, @Nullable Double medianMs) {

        Map<String, Object> json() {
            return Json.object("parameters", costs.parameters(), "macs", costs.macs(), "bytes", bytes, "top1",
                    accuracy == null ? null : accuracy.top1(), "samples",
                    accuracy == null ? null : accuracy.samples(), "medianMs", medianMs);
        }
    }

    static Sides of(OpenedModel before, OpenedModel after, RecipeOutcome outcome) throws ProblemException {
        RecipeOutcome.Accuracy accuracy = outcome.accuracy();
        Pairing times = outcome.times();
        Costs costs = after.costs(after.shapes());
        return new Sides(
                new Side(before.costs(before.shapes()), before.bytes(), accuracy == null ? null : accuracy.before(),
                        times == null ? null : times.second().medianMs()),
                outcome.last().untrained() == null
                        ? null
                        : new Side(costs, null, accuracy == null ? null : accuracy.cut(), null),
                new Side(costs, after.bytes(), accuracy == null ? null : accuracy.after(),
                        times == null ? null : times.first().medianMs()),
                times == null ? null : times.ratio());
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
        if (before.bytes() != null && after.bytes() != null) {
            table.row("file", Figures.bytes(before.bytes()), Figures.bytes(after.bytes()),
                    Figures.change(before.bytes(), after.bytes()));
        }
        if (before.accuracy() != null && after.accuracy() != null) {
            if (cut != null && cut.accuracy() != null) {
                table.row("top-1, not yet trained", Figures.percent(before.accuracy().top1()),
                        Figures.percent(cut.accuracy().top1()), "");
            }
            table.row(cut == null ? "top-1" : "top-1, trained", Figures.percent(before.accuracy().top1()),
                    Figures.percent(after.accuracy().top1()), "");
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
