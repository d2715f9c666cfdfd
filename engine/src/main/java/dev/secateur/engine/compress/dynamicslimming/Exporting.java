package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.TrainInput;

/// Writes a settled network in both forms, judges both, and tells.
record Exporting(MethodInput<DynamicConfig> input, Learning learning, DynamicRun.Trained trained,
        DynamicRun.Settled settled) {

    private static final int MOST_JUDGED = 10_000;

    MethodResult result(Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        GatedNetwork network = settled.network();
        Graph masked = MaskedGraph.of(network, trained.before());
        MaskCheck check;
        try (FixedGates gates = new FixedGates(network)) {
            check = MaskCheck.of(network.graph(),
                    own -> GateRun.attach(own, network.layers(), gates, List.of()), masked, pictures,
                    progress.part(0, 0.1));
        }
        Dataset judged = DynamicRun.judged(pictures);
        Foretold foretold = Foretold.of(network.predictor(), judged, pictures.normalisation(), MOST_JUDGED,
                progress.part(0.1, 0.2));
        Judgement before = Judgement.of(input.graph(), pictures, input.threads(), progress.part(0.2, 0.35));
        Judgement after = Judgement.of(masked, pictures, input.threads(), progress.part(0.35, 0.5));
        MacModel macs = network.macs();
        Overhead overhead = Overhead.of(network, trained.before());
        double scale = macs.total() / trained.before();
        double[] shares = java.util.Arrays.stream(foretold.shares(network, macs))
                .map(s -> s * scale + overhead.macs()).toArray();
        LevelExport.Made made = new LevelExport(input, learning, settled).made(progress.part(0.5, 0.9));
        Judgement routed = made == null
                ? null
                : Judgement.of(made.graph(), pictures, input.threads(), progress.part(0.9, 1));
        DynamicReport.Costs costs = new Costed(judged, foretold.pictures(), shares, after.sure())
                .report(foretold.size() + " pictures of " + judged.name()
                        + (pictures.heldOut() == null ? ", which were trained on" : ", held out of training"));
        Graph first = trained.network().graph();
        DynamicReport report = new DynamicReport(input.config().gate().toString(), input.config().rate(),
                DynamicRun.layers(first, trained.network().layers(), network, foretold), trained.curve(), costs,
                made == null ? List.of() : levels(macs, scale, overhead.macs()),
                new DynamicReport.Outcome(pictures.heldOut() == null ? 0 : after.count(),
                        before.accuracy(), after.accuracy(), routed == null ? null : routed.accuracy(),
                        made == null
                                ? null
                                : Double.valueOf(
                                        settled.plan().share(network, macs, foretold) * scale + overhead.macs()),
                        settled.unused(), overhead.parameters(), overhead.macs(), settled.shift(),
                        made == null ? check.difference() : Math.max(check.difference(), made.difference()),
                        check.flipped(), made == null ? null : made.times()),
                note(costs, overhead, made != null));
        return new MethodResult(made != null && input.config().export() == Export.LEVELS ? made.graph() : masked,
                changes(report), metrics(report), null, report);
    }

    private List<DynamicReport.LevelReport> levels(MacModel macs, double scale, double overhead) {
        List<DynamicReport.LevelReport> levels = new ArrayList<>();
        LevelPlan plan = settled.plan();
        for (int k = 0; k < plan.count(); k++) {
            levels.add(new DynamicReport.LevelReport(plan.parts()[k],
                    macs.share(settled.network().shares(plan.widths()[k])) * scale + overhead,
                    java.util.Arrays.stream(plan.widths()[k]).boxed().toList()));
        }
        return levels;
    }

    private static List<MethodResult.Change> changes(DynamicReport report) {
        List<MethodResult.Change> changes = new ArrayList<>();
        for (DynamicReport.LayerReport layer : report.layers()) {
            changes.add(new MethodResult.Change(layer.id(), String.format(Locale.ROOT,
                    "%d to %d of %d channels work, %.1f in the mean%s", layer.least(), layer.most(), layer.channels(),
                    layer.mean(),
                    layer.left() < layer.channels()
                            ? "; " + (layer.channels() - layer.left()) + " that no picture uses went"
                            : "")));
        }
        return changes;
    }

    private static Map<String, Double> metrics(DynamicReport report) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        DynamicReport.Costs costs = report.costs();
        if (costs != null) {
            metrics.put("meanMacsShare", costs.mean());
            metrics.put("leastMacsShare", costs.least());
            metrics.put("mostMacsShare", costs.most());
        }
        DynamicReport.Outcome outcome = report.outcome();
        if (outcome != null) {
            put(metrics, "accuracyBefore", outcome.before());
            put(metrics, "accuracyMasked", outcome.masked());
            put(metrics, "accuracyLevels", outcome.levels());
            put(metrics, "levelMacsShare", outcome.levelShare());
            if (outcome.times() != null) {
                metrics.put("levelsFaster", outcome.times().faster());
            }
        }
        return metrics;
    }

    private static void put(Map<String, Double> metrics, String name, @org.jspecify.annotations.Nullable Double value) {
        if (value != null) {
            metrics.put(name, value);
        }
    }

    private String note(DynamicReport.Costs costs, Overhead overhead, boolean hasLevels) {
        List<String> notes = new ArrayList<>();
        if (!hasLevels) {
            notes.add("all pictures take one width, so there is no level export");
        }
        double wanted = 1 - input.config().rate();
        if (input.config().joint().epochs() > 0 && Math.abs(costs.mean() - wanted) > 0.02) {
            notes.add(String.format(Locale.ROOT,
                    "the mean cost %.3f misses the %.3f asked for: scales of a layer lie too close together, or pictures held out differ",
                    costs.mean(), wanted));
        }
        if (costs.deviation() < 0.005) {
            notes.add(
                    "all pictures cost nearly the same: the gates became static; a higher temperature or a longer training tells pictures apart");
        }
        if (overhead.macs() > 0.01 || overhead.parameters() > 0.01) {
            notes.add(String.format(Locale.ROOT,
                    "the predictor is more than 1 %% of this small network (%.2f %% of the MACs, %.2f %% of the parameters)",
                    100 * overhead.macs(), 100 * overhead.parameters()));
        }
        if (learning.pictures().heldOut() == null) {
            notes.add("no pictures were held out, so accuracies are not stated");
        }
        return notes.isEmpty()
                ? "the masked export computes zeros and saves no time; whether levels do is what the measured ratio says"
                : String.join("; ", notes);
    }
}
