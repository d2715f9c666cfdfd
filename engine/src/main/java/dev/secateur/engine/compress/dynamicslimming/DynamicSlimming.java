package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.Recreation;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Shape;

/// Skips channels picture by picture: easy pictures take a narrow network, hard ones a wide one.
public final class DynamicSlimming implements Method<DynamicConfig> {

    /// The oldest operator set whose comparisons and casts the gates are written with.
    private static final long OLDEST = 9;
    private static final double LEAST_RATE = 0.01;

    @Override
    public MethodInfo info() {
        return new MethodInfo("dynamic-slimming", "Dynamic slimming",
                "A small network looks at each picture and decides how many channels of every layer work for it.",
                "Master's thesis \"Efficient Execution via Dynamic Network Slimming\", advisor Tian-Sheuan Chang; reconstructed from its abstract",
                Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING,
                        MethodInfo.Need.BATCH_NORMALISATION));
    }

    @Override
    public DynamicConfig defaults() {
        return DynamicConfig.defaults();
    }

    @Override
    public Class<DynamicReport> reportType() {
        return DynamicReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, DynamicConfig config) {
        if (graph.requiredInputs().size() != 1) {
            return Applicability.no("the model has " + graph.requiredInputs().size() + " inputs and not one");
        }
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        if (shape != null && shape.rank() > 0 && shape.dim(0).isKnown()) {
            return Applicability.no("the model's batch is fixed at " + shape.dim(0) + "; free it first");
        }
        if (graph.header().opset() < OLDEST) {
            return Applicability.no("its operator set " + graph.header().opset() + " is older than " + OLDEST
                    + " and cannot say what gates do");
        }
        if (config.joint().epochs() == 0 && config.gate() != Gate.DYNAMIC) {
            return Applicability.no("gate=" + config.gate() + " needs joint.epochs of 1 or more");
        }
        if (config.joint().epochs() == 0) {
            return MaskedGraph.read(graph).isPresent()
                    ? Applicability.yes()
                    : Applicability.no("with joint.epochs=0 the model must have gates of this method already");
        }
        if (MaskedGraph.read(graph).isPresent()) {
            return Applicability.no("the model has gates already; joint.epochs=0 makes the export anew");
        }
        if (!GatedLayer.of(Coupling.of(graph)).isEmpty() || config.recreate() && Recreation.isPossible(graph)) {
            return Applicability.yes();
        }
        return Applicability.no(reason(graph));
    }

    private static String reason(Graph graph) {
        if (Recreation.isPossible(graph)) {
            return "no layer that can be gated has a batch normalisation; where they were folded away, recreate=true makes them anew from data";
        }
        List<Node> norms = graph.nodes().stream().filter(n -> n.op() instanceof BatchNormalization).toList();
        return norms.isEmpty()
                ? "it has no batch normalisation, and none can be made"
                : "none of its " + norms.size()
                        + " batch normalisations scales channels that one layer alone makes and "
                        + "that can be skipped";
    }

    @Override
    public MethodResult run(MethodInput<DynamicConfig> input, Progress progress) throws ProblemException {
        DynamicConfig config = input.config();
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting("cannot train gates", "data", "they learn from labelled pictures",
                    "name them with --data, or choose them in the window");
        }
        if (applicability(input.graph(), config) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel("cannot gate the network", null, reason, "");
        }
        Graph graph = config.recreate() && config.joint().epochs() > 0
                ? Recreation.of(input, progress.part(0, 0.02)).graph()
                : input.graph();
        refuseBeyondFloors(input, graph, learning);
        return switch (config.gate()) {
            case DYNAMIC -> new DynamicRun(input, graph, learning).result(progress.part(0.02, 1));
            case FBS -> new BoostRun(input, graph, learning).result(progress.part(0.02, 1));
            case STATIC -> new StaticRun(input, graph, learning).result(progress.part(0.02, 1));
        };
    }

    private static void refuseBeyondFloors(MethodInput<DynamicConfig> input, Graph graph, Learning learning)
            throws ProblemException {
        DynamicConfig config = input.config();
        List<GatedLayer> layers = GatedLayer.of(Coupling.of(graph));
        if (config.joint().epochs() == 0 || layers.isEmpty()) {
            return;
        }
        MacModel macs = MacModel.of(graph, layers);
        double[] floors = layers.stream().mapToDouble(
                l -> (double) Thresholds.least(l.channels(), config.leastShare()) / l.channels()).toArray();
        double own = switch (config.gate()) {
            case DYNAMIC -> Overhead.of(graph, Predictor.drawn(learning.pictures().training().extents(),
                    layers.size(), input.seed()), macs.total()).macs();
            case FBS -> BoostRun.overhead(graph, layers, macs);
            case STATIC -> 0;
        };
        double most = 1 - macs.share(floors) - own;
        if (config.rate() > most) {
            throw ProblemException.ofSetting("the rate cannot be reached", "rate",
                    String.format(Locale.ROOT,
                            "with every gated layer at its floor of %.0f %% of the channels, %.1f %% of the multiply-accumulates go%s, and %.1f %% are asked for",
                            100 * config.leastShare(), 100 * (most + own),
                            own == 0 ? "" : String.format(Locale.ROOT, ", %.1f %% come with the gates", 100 * own),
                            100 * config.rate()),
                    most < LEAST_RATE ? "gates gain nothing in so small a network" : "lower the rate or leastShare");
        }
    }
}
