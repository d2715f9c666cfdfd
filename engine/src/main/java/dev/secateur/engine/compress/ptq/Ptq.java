package dev.secateur.engine.compress.ptq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.AdaptiveRounding;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.CalibrationData;
import dev.secateur.engine.quant.Equalisation;
import dev.secateur.engine.quant.Learned;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.QuantPlan;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.quant.QuantisedGraph;
import dev.secateur.engine.quant.RangeSearch;
import dev.secateur.engine.quant.WeightGrids;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;

/// Quantises a trained network.
public final class Ptq implements Method<PtqConfig> {

    private static final String WHAT = "cannot quantise the model";
    private static final int SAMPLES = 8;
    /// All that a layer gets and gives on them is held at once.
    private static final int MOST_ADAPTED = 256;
    private static final int ADAPTED_BATCH = 32;
    private static final MethodInfo INFO = new MethodInfo("ptq", "Post-training quantisation",
            "Rounds weights and activations to integers of 2 to 16 bits, for ONNX Runtime to compute with.",
            "Jacob et al., Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference, CVPR 2018",
            Set.of(MethodInfo.Need.DATA));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public PtqConfig defaults() {
        return PtqConfig.defaults();
    }

    @Override
    public Class<PtqReport> reportType() {
        return PtqReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, PtqConfig config) {
        if (QuantLayer.isQuantised(graph)) {
            return Applicability.no("the model is quantised already; quantising it again would round twice",
                    graph.nodes().stream().filter(n -> n.op().type().endsWith("quantizeLinear")
                            || n.op().type().equals("QuantizeLinear")).limit(1)
                            .toArray(dev.secateur.engine.graph.Node[]::new));
        }
        return QuantLayer.of(graph).isEmpty()
                ? Applicability.no("no convolution or matrix product with constant float32 weights was found")
                : Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<PtqConfig> input, Progress progress) throws ProblemException {
        PtqConfig config = input.config();
        if (applicability(input.graph(), config) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel(WHAT, nodes.isEmpty() ? null : input.graph().name(nodes.getFirst()), reason,
                    "");
        }
        Learning learning = input.learning();
        if (config.learn().epochs() > 0 && learning == null) {
            throw ProblemException.ofSetting(WHAT, "learn.epochs", "there is no data to learn from",
                    "name it with --data or choose it in the window, or set 0 epochs");
        }
        Finetuning trained = config.learn().epochs() > 0 && learning != null
                ? Finetuning.run(input, start(input.graph(), config, progress.part(0, 0.02)), learning,
                        progress.part(0.02, 0.85))
                : null;
        Progress rest = progress.part(trained == null ? 0 : 0.85, 1);
        Graph base = trained != null ? trained.graph() : start(input.graph(), config, rest.part(0, 0.02));
        Graph folded = Rewriter.everywhere(base, new FoldBatchNorm(), rest.part(0.02, 0.05));
        return quantised(input, folded, trained, rest.part(0.05, 1));
    }

    /// What is trained or folded: equalised first if that is asked for, which needs folded normalisations.
    private static Graph start(Graph graph, PtqConfig config, Progress progress) {
        return config.equalise()
                ? Equalisation.apply(Rewriter.everywhere(graph, new FoldBatchNorm(), progress.part(0, 0.5)),
                        progress.part(0.5, 1))
                : graph;
    }

    private static MethodResult quantised(MethodInput<PtqConfig> input, Graph folded, @Nullable Finetuning trained,
            Progress progress) throws ProblemException {
        PtqConfig config = input.config();
        BitChoice choice = BitChoice.of(folded, config);
        if (choice.bits().isEmpty()) {
            throw ProblemException.ofSetting("nothing to quantise", "weightBits", "every layer is left at 32 bits",
                    "ask for fewer bits");
        }
        for (QuantLayer layer : QuantLayer.of(folded)) {
            refuseNonFinite(layer);
        }
        Codebooks books = config.codebook() ? Codebooks.of(folded, choice.bits()) : Codebooks.NONE;
        Graph base = config.codebook() ? books.restored(folded) : folded;
        Quantisation quantisation = new Quantisation(base, books.rest(base, choice.bits()), style(config)
                .withBiasCorrection(config.correctBias() && trained == null
                        && config.rounding() == RoundingChoice.NEAREST));
        Set<Value> watched = new LinkedHashSet<>(quantisation.watched());
        if (input.learning() != null || input.samples() != null) {
            watched.addAll(quantisation.watchedForBiases());
        }
        CalibrationData data = watched.isEmpty() ? null : data(input, base, List.copyOf(watched));
        Map<Value, Calibration.Seen> seen = data == null
                ? Map.of()
                : Calibration.run(base, watched, data, input.threads(), progress.part(0, 0.3));
        QuantPlan found = quantisation.plan(seen, progress.part(0.3, 0.4));
        QuantPlan plan = trained != null
                ? Learned.into(found, trained.learned())
                : config.rounding() == RoundingChoice.ADAPTIVE
                        ? adapted(input, base, found, progress.part(0.4, 0.8))
                        : found;
        Graph exported = books.stored(QuantisedGraph.qdq(base, plan));
        PtqReport.Check check = FormCheck.run(exported, QuantisedGraph.simulated(base, plan), samples(input),
                input.threads(), progress.part(0.8, 0.9));
        Learning learning = input.learning();
        PtqReport.Learning learned = trained == null || learning == null
                ? null
                : trained.report(exported, learning, input.threads(), progress.part(0.9, 1));
        PtqReport report = ReportWriter.report(plan, choice, seen, new ReportWriter.Circumstances(
                data != null ? data.description() : withoutData(quantisation), check, learned, books));
        progress.report(1, "Done");
        return new MethodResult(exported, changes(report), metrics(report), null, report);
    }

    /// @throws ProblemException if a weight is not finite, naming the layer
    static void refuseNonFinite(QuantLayer layer) throws ProblemException {
        for (float weight : layer.weight().toFloats()) {
            if (!Float.isFinite(weight)) {
                throw ProblemException.ofModel(WHAT, layer.name(),
                        "one of its weights is " + weight + ", so they have no range", "repair the model first");
            }
        }
    }

    private static QuantPlan adapted(MethodInput<PtqConfig> input, Graph graph, QuantPlan plan, Progress progress)
            throws ProblemException {
        Learning learning = input.learning();
        if (graph.requiredInputs().size() != 1) {
            throw ProblemException.ofSetting(WHAT, "rounding", "adaptive rounding needs a model with one input",
                    "take rounding=nearest");
        }
        CalibrationData data = learning == null
                ? data(input, graph, List.of())
                : CalibrationData.of(learning.pictures().training(), learning.pictures().normalisation(),
                        graph.name(graph.requiredInputs().getFirst()),
                        Math.min(MOST_ADAPTED, input.config().calibration()), ADAPTED_BATCH);
        return new AdaptiveRounding(graph,
                new AdaptiveRounding.Effort(input.config().roundingSteps(), input.threads()))
                .applied(plan, data, progress);
    }

    static Quantisation.Style style(PtqConfig config) {
        Ranges ranges = config.ranges();
        return new Quantisation.Style(new WeightGrids(ranges.weights(), ranges.percentile(), ranges.perChannel()),
                new RangeSearch(ranges.activations(), ranges.percentile(), ranges.scheme() == Scheme.SYMMETRIC),
                config.integer(), config.packed(), config.correctBias());
    }

    /// Pictures of the training part where there are some, else the samples that were given.
    static CalibrationData data(MethodInput<PtqConfig> input, Graph graph, List<Value> watched)
            throws ProblemException {
        Learning learning = input.learning();
        if (learning != null) {
            Value taken = graph.requiredInputs().getFirst();
            return CalibrationData.of(learning.pictures().training(), learning.pictures().normalisation(),
                    graph.name(taken), input.config().calibration(), Calibration.batch(graph, watched));
        }
        Samples given = input.samples();
        if (given == null) {
            throw ProblemException.ofSetting(WHAT, "activationBits",
                    "the ranges of activations have to be seen on data, and there is none",
                    "name it with --data or choose it in the window, or set activationBits to 32 to quantise weights alone");
        }
        return CalibrationData.of(given);
    }

    private static String withoutData(Quantisation quantisation) {
        return "no data: weights alone"
                + (quantisation.watchedForBiases().isEmpty() ? "" : ", and biases are not corrected");
    }

    private static Samples samples(MethodInput<PtqConfig> input) throws ProblemException {
        Samples given = input.samples();
        return given != null ? given : SampleInputs.samples(input.graph(), Bindings.none(), SAMPLES, input.seed());
    }

    private static List<MethodResult.Change> changes(PtqReport report) {
        List<MethodResult.Change> changes = new ArrayList<>();
        for (PtqReport.Layer layer : report.layers()) {
            changes.add(new MethodResult.Change(layer.name(),
                    text(layer.weightBits(), layer.weightSqnr()) + " weights, "
                            + text(layer.activationBits(), layer.activationSqnr()) + " activations"));
        }
        return changes;
    }

    private static String text(int bits, @Nullable Double sqnr) {
        return bits == 32
                ? "float32"
                : bits + "-bit" + (sqnr == null ? "" : " (%.1f dB)".formatted(sqnr));
    }

    private static Map<String, Double> metrics(PtqReport report) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("layers", (double) report.layers().size());
        metrics.put("weightBytesBefore", (double) report.weightBytes());
        metrics.put("weightBytesStored", (double) report.storedBytes());
        metrics.put("weightBytesPacked", (double) report.packedBytes());
        return metrics;
    }
}
