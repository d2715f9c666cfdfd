package dev.secateur.engine.compress.depthmerge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.MergePreview;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

/// Merges chosen blocks into one convolution each, and measures what each of the three steps does to the results.
public final class DepthMerge implements Method<DepthMergeConfig> {

    /// Largest `max|a - b| / max|b|` that merging alone may make.
    public static final double TOLERANCE = 1e-3;

    private static final int SAMPLES = 8;

    private static final String DROPS = ":" + Variant.DROP;

    private static final MethodInfo INFO = new MethodInfo("depth-merge", "Merge blocks",
            "Makes one convolution of a block: activations inside it go, its convolutions, normalisations and shortcut are "
                    + "composed.",
            "Liu et al., UPDP: A Unified Progressive Depth Pruner for CNN and Vision Transformer, AAAI 2024", Set.of());

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public DepthMergeConfig defaults() {
        return DepthMergeConfig.defaults();
    }

    @Override
    public Class<DepthMergeReport> reportType() {
        return DepthMergeReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, DepthMergeConfig config) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        List<Block> blocks = BlockFinder.find(graph, shapes);
        boolean drops = config.kernel() == Variant.DROP || config.blocks().stream().anyMatch(b -> b.endsWith(DROPS));
        if (!drops && blocks.stream().noneMatch(b -> b.legality().isLegal())) {
            return Applicability.no(blocks.isEmpty()
                    ? "no blocks were found"
                    : "none of the " + blocks.size() + " blocks can be merged; the first one because "
                            + blocks.getFirst().legality().reason());
        }
        try {
            Choice.of(graph, shapes, blocks, config);
            return Applicability.yes();
        } catch (ProblemException e) {
            return Applicability.no(e.problem().what() + ": " + e.problem().why());
        }
    }

    @Override
    public MethodResult run(MethodInput<DepthMergeConfig> input, Progress progress) throws ProblemException {
        Graph original = input.graph();
        Shapes shapes = ShapeInference.infer(original, Bindings.batch(1));
        List<Choice> chosen = Choice.of(original, shapes, BlockFinder.find(original, shapes), input.config());
        progress.report(0, "Merging " + chosen.size() + (chosen.size() == 1 ? " block" : " blocks"));
        Graph left = Merging.drop(original, chosen);
        List<Choice> choices = chosen.stream().filter(c -> !c.drops()).toList();
        List<Merging> merging = choices.stream().map(c -> new Merging(c, progress)).toList();
        Graph linear = each(left, merging, progress.part(0, 0.05),
                (m, g) -> m.linearise(g, input.config().endActivation()));
        Graph moved = each(linear, merging, progress.part(0.05, 0.1), (m, g) -> m.reshape(g));
        Graph merged = each(moved, merging, progress.part(0.1, 0.6), (m, g) -> m.merge(g));
        valid(merged);
        Samples given = input.samples();
        Samples samples = given != null
                ? given
                : SampleInputs.samples(original, Bindings.none(), SAMPLES, input.seed());
        Steps steps = Steps.measure(List.of(original, left, linear, moved, merged), samples, input.threads(),
                progress.part(0.6, 0.9));
        BlockCheck check = new BlockCheck(moved, merged, input.seed(), input.threads());
        Map<String, Double> alone = check.differences(choices, progress.part(0.9, 1));
        if (!choices.isEmpty()) {
            check.refuse(alone, steps.merging().maxRel(), choices);
        }
        return result(input, shapes, chosen, new Outcome(merged, steps, alone, samples));
    }

    private static Graph each(Graph graph, List<Merging> merging, Progress progress,
            BiFunction<Merging, Graph, Graph> step) {
        Graph now = graph;
        for (int i = 0; i < merging.size(); i++) {
            progress.report(i / (double) merging.size(), "Merging block " + (i + 1) + " of " + merging.size());
            progress.check();
            now = step.apply(merging.get(i), now);
        }
        return now;
    }

    private static void valid(Graph graph) {
        List<Constraint.Violation> violations = Constraint.violations(graph);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("merging made an invalid graph: " + violations.getFirst());
        }
    }

    /// What the steps gave.
    private record Outcome(Graph merged, Steps steps, Map<String, Double> alone, Samples samples) {}

    private static MethodResult result(MethodInput<DepthMergeConfig> input, Shapes shapes, List<Choice> choices,
            Outcome outcome) {
        List<DepthMergeReport.MergedBlock> blocks = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        Costs costs = CostRules.count(input.graph(), shapes);
        for (Choice choice : choices) {
            MergePreview preview = choice.drops()
                    ? MergePreview.ofDropping(input.graph(), shapes, costs, choice.block()).orElseThrow()
                    : MergePreview.of(input.graph(), shapes, choice.block()).stream()
                            .filter(p -> p.variant() == choice.plan().variant()).findFirst().orElseThrow();
            blocks.add(merged(choice.block(), preview, activations(choice),
                    outcome.alone().getOrDefault(choice.block().id(), 0.0)));
            changes.add(new MethodResult.Change(choice.block().id(),
                    preview.kernelBefore() + " became " + preview.kernelAfter()));
        }
        Steps steps = outcome.steps();
        DepthMergeReport report = new DepthMergeReport(blocks, step(steps.dropping()), step(steps.activations()),
                step(steps.geometry()),
                step(steps.merging()), outcome.samples().description(), input.config().endActivation(),
                MergePreview.UNTRAINED);
        return new MethodResult(outcome.merged(), changes, metrics(input.graph(), shapes, outcome.merged()),
                steps.merging(), report);
    }

    private static int activations(Choice choice) {
        return choice.drops() ? 0 : new Merging(choice, Progress.none()).activations();
    }

    private static DepthMergeReport.MergedBlock merged(Block block, MergePreview preview, int activations,
            double alone) {
        return new DepthMergeReport.MergedBlock(block.id(), block.kind().title(), preview.variant().toString(),
                preview.kernelBefore(), preview.kernelAfter(), activations, preview.before().macs(),
                preview.after().macs(), preview.before().parameters(), preview.after().parameters(), alone);
    }

    private static DepthMergeReport.StepDifference step(Difference difference) {
        return new DepthMergeReport.StepDifference(difference.maxAbs(), difference.maxRel());
    }

    private static Map<String, Double> metrics(Graph before, Shapes shapes, Graph after) {
        Costs old = CostRules.count(before, shapes);
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
