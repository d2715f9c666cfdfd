package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Puts what was found into reports.
///
/// @param seed of random scores
record ScopTelling(Graph graph, ScopConfig config, long seed) {

    /// Below this the factors have hardly moved from where they began.
    private static final double TOLD_APART = 0.02;

    /// @param scores of every channel, by layer
    /// @param budget how the goal was met; null without one
    record Found(Experiment.Outcome outcome, Map<ControlledLayer, Scores> scores, Verdict verdict, Samples samples,
            Difference parity, @Nullable BudgetReport budget) {}

    Map<ControlledLayer, Scores> scores(Experiment.Outcome outcome) {
        Map<ControlledLayer, Scores> scores = new LinkedHashMap<>();
        outcome.betas().forEach(
                (layer, betas) -> scores.put(layer, Scores.of(graph, layer, betas, config.score(), seed)));
        return scores;
    }

    /// What is known while the experiment runs.
    ScopReport soFar(Experiment.Outcome outcome) {
        Map<ControlledLayer, Scores> scores = scores(outcome);
        int[] losses = new Selection(scores.values().stream().map(Scores::values).toList(), config.scope(),
                config.round()).atRate(config.rate());
        List<ScopReport.LayerReport> layers = new ArrayList<>();
        scores.forEach((layer, s) -> layers.add(layer(layer, s, outcome, new Taken(ScopReport.UNDECIDED,
                losses[layers.size()], Selection.lowest(s.values(), losses[layers.size()])))));
        return new ScopReport(layers, config.rate(), config.scope(), config.round(), config.controlEpochs(),
                outcome.trace().snapshots(),
                outcome.losses(), outcome.spread(), outcome.knockoff(), outcome.pictures(), ScopReport.Outcome.NONE,
                "the control phase runs; nothing is cut yet");
    }

    MethodResult result(Graph result, Found found) {
        Costs before = count(graph);
        Costs after = count(result);
        Experiment.Outcome outcome = found.outcome();
        List<ScopReport.LayerReport> layers = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        found.scores().forEach((layer, scores) -> {
            BitSet removed = found.verdict().removed(layer);
            ScopReport.LayerReport told = layer(layer, scores, outcome, new Taken(
                    found.verdict().form(layer), found.verdict().chosen(layer).cardinality(), removed));
            layers.add(told);
            if (!removed.isEmpty()) {
                changes.add(new MethodResult.Change(told.id(), layer.channels() + " channels became "
                        + (layer.channels() - removed.cardinality()) + ", " + told.form()));
            }
        });
        ScopReport report = new ScopReport(layers, config.rate(), config.scope(), config.round(),
                config.controlEpochs(), outcome.trace().snapshots(),
                outcome.losses(), outcome.spread(), outcome.knockoff(), outcome.pictures(),
                new ScopReport.Outcome(1 - (double) after.parameters() / before.parameters(),
                        1 - (double) after.macs() / before.macs(), found.samples().description(),
                        config.recalibrate(), config.finetune().epochs(), found.budget()),
                note(outcome.spread(), config.finetune().epochs()));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", (double) before.parameters());
        metrics.put("parametersAfter", (double) after.parameters());
        metrics.put("macsBefore", (double) before.macs());
        metrics.put("macsAfter", (double) after.macs());
        return new MethodResult(result, changes, metrics, found.parity(), report);
    }

    /// What goes of a layer.
    private record Taken(String form, int chosen, BitSet removed) {}

    private ScopReport.LayerReport layer(ControlledLayer layer, Scores scores, Experiment.Outcome outcome,
            Taken taken) {
        return new ScopReport.LayerReport(graph.name(layer.conv()), taken.form(), scores.kind(), list(layer.gamma()),
                list(outcome.betas().getOrDefault(layer, new float[0])),
                DoubleStream.of(scores.values()).boxed().toList(), taken.chosen(),
                taken.removed().stream().boxed().toList(), outcome.trace().history(layer));
    }

    private static List<Double> list(float[] numbers) {
        return IntStream.range(0, numbers.length).mapToObj(i -> (double) numbers[i]).toList();
    }

    private String note(double spread, int epochs) {
        String told = config.score().isControl()
                ? "a control without an experiment: scores are "
                        + (config.score() == Score.RANDOM ? "random" : "sums of absolute weights") + ". "
                : spread < TOLD_APART
                        ? "the experiment hardly told channels apart; raise its learning rate or epochs. "
                        : "";
        return told + (epochs == 0
                ? "the network was not trained after the cut; its accuracy is expected to be low until it is"
                : "the network was trained for " + epochs + " epochs after the cut");
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }
}
