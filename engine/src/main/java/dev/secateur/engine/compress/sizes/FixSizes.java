package dev.secateur.engine.compress.sizes;

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
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.OpenSizes;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

/// Writes sizes into a model in place of extents that it leaves open, and measures that it computes the same at these sizes.
public final class FixSizes implements Method<SizesConfig> {

    /// Its name.
    public static final String ID = "fix-sizes";

    private static final String WHAT = "cannot fix sizes";
    /// Largest `max|a - b| / max|b|` that may come of kernels that a runtime chooses by sizes.
    private static final double TOLERANCE = 1e-4;
    private static final int SAMPLES = 8;
    private static final MethodInfo INFO = new MethodInfo(ID, "Fix sizes of inputs",
            "Writes numbers into a model that leaves height, width or other extents open, so that what its layers cost is known. The batch stays open.",
            "", Set.of());

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public SizesConfig defaults() {
        return SizesConfig.defaults();
    }

    @Override
    public Class<SizesReport> reportType() {
        return SizesReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, SizesConfig config) {
        List<String> open = OpenSizes.open(graph);
        if (open.isEmpty()) {
            return Applicability.no("its inputs leave no extent open but the batch");
        }
        return config.sizes().isEmpty()
                ? Applicability
                        .no("sizes are missing: give " + String.join(", ", open.stream().map(n -> n + "=N").toList()))
                : Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<SizesConfig> input, Progress progress) throws ProblemException {
        Graph graph = input.graph();
        if (applicability(graph, input.config()) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofSetting(WHAT, "sizes", reason, "");
        }
        Graph fixed = OpenSizes.fix(graph, input.config().bindings());
        progress.report(0.1, "Comparing");
        Samples given = input.samples();
        Samples samples = given != null && given.suit(fixed)
                ? given
                : SampleInputs.samples(fixed, Bindings.none(), SAMPLES, input.seed());
        Difference difference = Parity.compare(fixed, graph, samples,
                OrtOptions.defaults().withThreads(input.threads()), progress.part(0.1, 0.9));
        if (!(difference.maxRel() <= TOLERANCE)) {
            throw ProblemException.ofModel("fixing sizes changed what the model computes", null,
                    "results differ by " + difference.maxRel() + " of the largest; " + TOLERANCE + " is allowed",
                    "report this model; it was not changed");
        }
        List<String> inputs = fixed.requiredInputs().stream()
                .map(v -> fixed.name(v) + ": " + fixed.type(v).display()).toList();
        List<MethodResult.Change> changes = fixed.requiredInputs().stream()
                .filter(v -> !fixed.type(v).equals(graph.type(v)))
                .map(v -> new MethodResult.Change(fixed.name(v),
                        graph.type(v).display() + " became " + fixed.type(v).display()))
                .toList();
        return new MethodResult(fixed, changes, metrics(fixed), null,
                new SizesReport(inputs, OpenSizes.open(fixed), difference.maxRel(), samples.description()));
    }

    private static Map<String, Double> metrics(Graph fixed) {
        Costs costs = CostRules.count(fixed, ShapeInference.infer(fixed, Bindings.batch(1)));
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parameters", (double) costs.parameters());
        metrics.put("macs", (double) costs.macs());
        return metrics;
    }
}
