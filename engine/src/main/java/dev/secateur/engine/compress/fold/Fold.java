package dev.secateur.engine.compress.fold;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Applies exact rules everywhere until none applies, and measures that results stay.
public final class Fold implements Method<FoldConfig> {

    /// Largest `max|a - b| / max|b|` that folding may make.
    public static final double TOLERANCE = 1e-3;

    /// Most nodes that a report names as kept.
    public static final int MOST_KEPT = 200;

    private static final int SAMPLES = 8;

    private static final MethodInfo INFO = new MethodInfo("fold", "Fold constants and normalisation",
            "Makes batch normalisation, constant factors and summands, parallel kernels and linear chains part of their "
                    + "neighbours; the model computes the same.",
            "Ding et al., RepVGG: Making VGG-style ConvNets Great Again, CVPR 2021", Set.of());

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public FoldConfig defaults() {
        return FoldConfig.defaults();
    }

    @Override
    public Class<FoldReport> reportType() {
        return FoldReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, FoldConfig config) {
        List<Rule<?>> rules = Family.rules(config);
        if (rules.isEmpty()) {
            return Applicability.no("no family of rules is chosen");
        }
        boolean any = graph.nodes().stream().anyMatch(n -> rules.stream().anyMatch(r -> r.match(graph, n).applies()));
        return any ? Applicability.yes() : Applicability.no("there is nothing left to fold");
    }

    @Override
    public MethodResult run(MethodInput<FoldConfig> input, Progress progress) throws ProblemException {
        Graph original = input.graph();
        Applicability applicability = applicability(original, input.config());
        if (applicability instanceof Applicability.No(String reason, List<Node> nodes)) {
            throw ProblemException.ofSetting("cannot fold this model", "fold", reason, "");
        }
        List<MethodResult.Change> changes = new ArrayList<>();
        Map<String, Integer> times = new LinkedHashMap<>();
        Graph folded = fold(original, Family.rules(input.config()), changes, times, progress.part(0, 0.6));
        List<Constraint.Violation> violations = Constraint.violations(folded);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("folding made an invalid graph: " + violations.getFirst());
        }
        Samples given = input.samples();
        Samples samples = given != null
                ? given
                : SampleInputs.samples(original, Bindings.none(), SAMPLES, input.seed());
        Difference difference = Parity.compare(folded, original, samples,
                OrtOptions.defaults().withThreads(input.threads()), progress.part(0.6, 1));
        if (!(difference.maxRel() <= TOLERANCE)) {
            throw ProblemException.ofModel("folding changed what the model computes", null,
                    "results differ by " + difference.maxRel() + " of the largest; " + TOLERANCE + " is allowed",
                    "leave families of rules out, one after the other");
        }
        List<FoldReport.Applied> applied = times.entrySet().stream()
                .map(e -> new FoldReport.Applied(e.getKey(), e.getValue())).toList();
        FoldReport report = new FoldReport(applied, kept(folded), original.nodes().size(), folded.nodes().size(),
                difference.maxRel(), samples.description());
        return new MethodResult(folded, changes, metrics(original, folded), difference, report);
    }

    private static Graph fold(Graph graph, List<Rule<?>> rules, List<MethodResult.Change> changes,
            Map<String, Integer> times, Progress progress) {
        Graph before;
        Graph now = graph;
        int round = 0;
        do {
            before = now;
            for (int i = 0; i < rules.size(); i++) {
                // Nearly all is done in the first of at least two rounds.
                double done = round == 0 ? 0.8 * i / rules.size() : 0.8;
                progress.report(done, "Trying to " + rules.get(i).name());
                now = everywhere(now, rules.get(i), changes, times, progress);
            }
            round++;
        } while (now != before);
        return now;
    }

    private static <M> Graph everywhere(Graph graph, Rule<M> rule, List<MethodResult.Change> changes,
            Map<String, Integer> times, Progress progress) {
        Graph now = graph;
        for (int id : graph.nodes().stream().map(Node::id).toList()) {
            progress.check();
            Node node = now.node(id).orElse(null);
            Graph after = node == null ? now : Rewriter.at(now, node, rule, progress);
            if (node != null && after != now) {
                changes.add(new MethodResult.Change(now.name(node), rule.name()));
                times.merge(rule.name(), 1, Integer::sum);
            }
            now = after;
        }
        return now;
    }

    private static List<FoldReport.Kept> kept(Graph graph) {
        FoldBatchNorm rule = new FoldBatchNorm();
        List<FoldReport.Kept> kept = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof BatchNormalization && kept.size() < MOST_KEPT) {
                String reason = rule.match(graph, node) instanceof Match.No<?>(String why, List<Node> nodes)
                        ? why
                        : "its family of rules was left out";
                kept.add(new FoldReport.Kept(graph.name(node), reason));
            }
        }
        return kept;
    }

    private static Map<String, Double> metrics(Graph before, Graph after) {
        Costs old = CostRules.count(before, ShapeInference.infer(before, Bindings.batch(1)));
        Costs now = CostRules.count(after, ShapeInference.infer(after, Bindings.batch(1)));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", (double) old.parameters());
        metrics.put("parametersAfter", (double) now.parameters());
        metrics.put("macsBefore", (double) old.macs());
        metrics.put("macsAfter", (double) now.macs());
        metrics.put("nodesBefore", (double) before.nodes().size());
        metrics.put("nodesAfter", (double) after.nodes().size());
        return metrics;
    }
}
