package dev.secateur.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Fate;
import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.LayerDifference;
import dev.secateur.engine.compare.LayerDifference.Counted;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.cost.NodeCost;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.views.text.Figures;

/// A model held against another one, as text and JSON.
///
/// @param sides both as totals; the reference is `before`
record ComparedModel(OpenedModel reference, OpenedModel other, Sides sides, GraphDifference difference,
        List<LayerDifference> layers, Measured measured) {

    private static final int PICTURES_NAMED = 10;

    /// What was measured.
    ///
    /// @param reference null without data
    /// @param other null without data
    /// @param times the other model first; null if they were not timed
    /// @param load of the machine before they were timed
    record Measured(@Nullable Evaluation reference, @Nullable Evaluation other, @Nullable Pairing times,
            double load) {

        List<Outcomes.Disagreement> disagreements() {
            return reference == null || other == null
                    ? List.of()
                    : reference.outcomes().disagreements(other.outcomes());
        }

        @Nullable
        Double agreement() {
            return reference == null || other == null ? null : reference.outcomes().agreement(other.outcomes());
        }
    }

    static ComparedModel of(OpenedModel reference, OpenedModel other, Measured measured) throws ProblemException {
        Counted a = Counted.of(reference.graph(), reference.shapes());
        Counted b = Counted.of(other.graph(), other.shapes());
        GraphDifference difference = GraphDifference.of(reference.graph(), other.graph());
        Pairing times = measured.times();
        Sides sides = new Sides(
                new Sides.Side(a.costs(), reference.bytes(), measured.reference(),
                        times == null ? null : times.second().medianMs()),
                null,
                new Sides.Side(b.costs(), other.bytes(), measured.other(),
                        times == null ? null : times.first().medianMs()),
                times == null ? null : times.ratio());
        return new ComparedModel(reference, other, sides, difference, LayerDifference.of(difference, a, b), measured);
    }

    /// The head of {@link #rows}.
    static List<Object> head() {
        return ModelTable.row("model", "top-1 %", "change of top-1, points", "same answers %", "parameters", "MACs",
                "file bytes", "time ms", "times faster", "low", "high");
    }

    /// The reference as it was measured beside this model, and the model.
    List<List<Object>> rows() {
        Pairing times = measured.times();
        Ratio ratio = times == null ? null : times.ratio();
        Evaluation was = measured.reference();
        Evaluation is = measured.other();
        Double agreement = measured.agreement();
        Costs a = sides.before().costs();
        Costs b = sides.after().costs();
        return List.of(
                ModelTable.row(reference.file(), percent(was == null ? null : was.top1()), "", "", a.parameters(),
                        a.macs(), sides.before().bytes(), times == null ? "" : times.second().medianMs(), "", "", ""),
                ModelTable.row(other.file(), percent(is == null ? null : is.top1()),
                        was == null || is == null ? null : percent(is.top1() - was.top1()), percent(agreement),
                        b.parameters(), b.macs(), sides.after().bytes(), times == null ? "" : times.first().medianMs(),
                        ratio == null ? null : ratio.median(), ratio == null ? null : ratio.low(),
                        ratio == null ? null : ratio.high()));
    }

    private static @Nullable Double percent(@Nullable Double share) {
        return share == null ? null : Math.round(share * 1e6) / 1e4;
    }

    Map<String, Object> json() {
        Pairing times = measured.times();
        Ratio ratio = times == null ? null : times.ratio();
        Evaluation found = measured.other();
        Map<String, Object> json = Json.object("model", other.file().toString(), "before", sides.before().json(),
                "after", sides.after().json(), "ratio",
                ratio == null ? null : Json.object("median", ratio.median(), "low", ratio.low(), "high", ratio.high()),
                "agreement", measured.agreement(), "top1", found == null ? null : found.top1(), "nodes",
                counts());
        json.put("disagreements", measured.disagreements().stream().map(this::json).toList());
        json.put("layers", layers.stream().filter(l -> l.change().fate() != Fate.SAME).map(ComparedModel::json)
                .toList());
        if (times != null) {
            Json.put(json, "load", measured.load());
            json.put("runs", times.first().runs());
            json.put("threads", times.first().threads());
            json.put("batch", times.first().batch());
        }
        return json;
    }

    private Map<String, Object> counts() {
        Map<String, Object> counts = Json.object();
        for (Fate fate : Fate.values()) {
            counts.put(fate.word(), difference.count(fate));
        }
        return counts;
    }

    private Map<String, Object> json(Outcomes.Disagreement d) {
        List<String> classes = classes();
        return Json.object("sample", d.sample(), "label", classes.get(d.label()), "first", classes.get(d.first()),
                "second", classes.get(d.second()));
    }

    private List<String> classes() {
        Evaluation evaluation = measured.other();
        return evaluation == null ? List.of() : evaluation.outcomes().classes();
    }

    private static Map<String, Object> json(LayerDifference layer) {
        return Json.object("node", layer.name(), "operator", layer.operator(), "fate", layer.change().fate().word(),
                "what", layer.change().what(), "shapeBefore", layer.shapeBefore(), "shapeAfter", layer.shapeAfter(),
                "before", json(layer.before()), "after", json(layer.after()));
    }

    private static @Nullable Map<String, Object> json(@Nullable NodeCost cost) {
        return cost == null ? null : Json.object("parameters", cost.parameters(), "macs", cost.macs());
    }

    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(other.file() + " against " + reference.file());
        lines.add(sides.table().toString());
        if (!sides.ratioSentence().isEmpty()) {
            lines.add(sides.ratioSentence() + ", load of the machine " + Figures.decimal(measured.load(), 1));
        }
        Double agreement = measured.agreement();
        if (agreement != null) {
            lines.add("both say the same of " + EvaluateCommand.percent(agreement) + " of the pictures"
                    + disagreeing());
        }
        lines.add("");
        lines.add(nodes());
        TextTable table = table();
        if (!table.isEmpty()) {
            lines.add(table.toString());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String disagreeing() {
        List<Outcomes.Disagreement> all = measured.disagreements();
        if (all.isEmpty()) {
            return "";
        }
        String named = String.join(", ",
                all.stream().limit(PICTURES_NAMED).map(d -> Integer.toString(d.sample())).toList());
        return "; they differ on " + Figures.plural(all.size(), "picture") + ": " + named
                + (all.size() > PICTURES_NAMED ? ", ..." : "");
    }

    private String nodes() {
        if (difference.isNone()) {
            return "all " + Figures.plural(difference.changes().size(), "node") + " are the same";
        }
        List<String> parts = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            int count = difference.count(fate);
            if (count > 0) {
                parts.add(Figures.count(count) + " " + (fate == Fate.VALUES ? "with other weights" : fate.word()));
            }
        }
        return "nodes: " + String.join(", ", parts);
    }

    /// Nodes that differ in more than the values of their weights.
    private TextTable table() {
        TextTable table = new TextTable("node", "operator", "", ">parameters", ">MACs", "what");
        for (LayerDifference layer : layers) {
            Fate fate = layer.change().fate();
            if (fate != Fate.SAME && fate != Fate.VALUES) {
                table.row(layer.name(), layer.operator(), fate.word(), Figures.difference(0, layer.parameterChange()),
                        Figures.difference(0, layer.macChange()), String.join("; ", layer.change().what()));
            }
        }
        return table;
    }
}
