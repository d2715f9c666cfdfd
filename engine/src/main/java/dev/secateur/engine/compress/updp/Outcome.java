package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// What all stages gave, as the method tells it.
record Outcome(Selected selected, ProgressiveTraining trained, Trailing merged, Verification verification) {

    private static final String UNTRAINED = "no training followed, so the accuracy is expected to be low: this is for looking, not for shipping";

    MethodResult result(Graph given) {
        List<UpdpReport.PrunedBlockReport> blocks = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        for (Candidate candidate : selected.chosen()) {
            UpdpReport.PrunedBlockReport told = told(candidate);
            blocks.add(told);
            changes.add(new MethodResult.Change(told.id(),
                    candidate.drops() ? "was left out" : told.kernelBefore() + " became " + told.kernelAfter()));
        }
        Difference difference = verification.difference();
        UpdpReport report = new UpdpReport(blocks, selected.candidates(), selected.sets(), trained.epochs(),
                new UpdpReport.Merged(difference.maxAbs(), difference.maxRel(), difference.inputs()),
                top1(verification.given()), top1(verification.merged()), verification.agreement(), merged.folded(),
                new UpdpReport.Passes(selected.supernetPasses(), selected.searchPasses(), trained.passes()), note());
        return new MethodResult(merged.graph(), changes, metrics(given), difference, report);
    }

    private String note() {
        String trainedFor = trained.epochs().isEmpty()
                ? UNTRAINED
                : "trained for " + trained.epochs().size() + " epochs while blocks were pruned";
        List<String> said = new ArrayList<>(List.of(trainedFor));
        if (selected.all()) {
            said.add("all blocks that can be pruned were pruned, so there was nothing to choose");
        }
        Double agreement = verification.agreement();
        if (agreement != null && agreement < 1) {
            said.add(String.format(Locale.ROOT,
                    "of the held-out pictures %.3f %% are classified otherwise merged than unmerged, by rounding alone",
                    100 * (1 - agreement)));
        }
        return String.join("; ", said);
    }

    private static @Nullable Double top1(@Nullable Evaluation evaluation) {
        return evaluation == null ? null : evaluation.top1();
    }

    private UpdpReport.PrunedBlockReport told(Candidate candidate) {
        BlockTimes.OfBlock time = selected.times().blocks().get(candidate.id());
        return new UpdpReport.PrunedBlockReport(candidate.id(), candidate.block().kind().title(),
                candidate.variant().toString(), candidate.before(), candidate.after(),
                selected.redundancy().get(candidate.id()), time == null ? null : Double.valueOf(time.before()),
                time == null ? null : Double.valueOf(candidate.drops() ? 0 : time.after()));
    }

    private Map<String, Double> metrics(Graph given) {
        Costs old = count(given);
        Costs now = count(merged.graph());
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", (double) old.parameters());
        metrics.put("parametersAfter", (double) now.parameters());
        metrics.put("macsBefore", (double) old.macs());
        metrics.put("macsAfter", (double) now.macs());
        metrics.put("nodesBefore", (double) given.nodes().size());
        metrics.put("nodesAfter", (double) merged.graph().nodes().size());
        return metrics;
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }
}
