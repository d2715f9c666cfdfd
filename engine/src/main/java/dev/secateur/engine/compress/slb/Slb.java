package dev.secateur.engine.compress.slb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.QuantPlan;
import dev.secateur.engine.quant.QuantisedGraph;
import dev.secateur.engine.quant.Taps;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainResult;

/// Searches for weights of 1, 2 or 4 bits.
public final class Slb implements Method<SlbConfig> {

    private static final String WHAT = "cannot search for low-bit weights";
    private static final double MOMENTUM = 0.9;
    private static final int SAMPLES = 8;

    @Override
    public MethodInfo info() {
        return new MethodInfo("slb", "SLB (low-bit weights)",
                "Trains, for every weight, a distribution over the 2, 4 or 16 values of 1, 2 or 4 bits until one is left.",
                "Yang et al., Searching for Low-Bit Weights in Quantized Neural Networks, NeurIPS 2020",
                Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING));
    }

    @Override
    public SlbConfig defaults() {
        return SlbConfig.defaults();
    }

    @Override
    public Class<SlbReport> reportType() {
        return SlbReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, SlbConfig config) {
        if (QuantLayer.isQuantised(graph)) {
            return Applicability.no("the model is quantised already, so its weights cannot be trained",
                    graph.nodes().stream().filter(n -> n.op().type().endsWith("Linear")).limit(1)
                            .toArray(Node[]::new));
        }
        int layers = QuantLayer.of(graph).size();
        if (layers == 0) {
            return Applicability.no("no convolution or matrix product with constant float32 weights was found");
        }
        return layers <= 2 && config.ends() == Ends.FLOAT && config.layers().isEmpty()
                ? Applicability.no("it has no layer between the first and the last, which stay float32; set ends=same")
                : Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<SlbConfig> input, Progress progress) throws ProblemException {
        Graph graph = input.graph();
        SlbConfig config = input.config();
        if (applicability(graph, config) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel(WHAT, nodes.isEmpty() ? null : graph.name(nodes.getFirst()), reason, "");
        }
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting(WHAT, "data", "it learns from labelled pictures",
                    "name them with --data or choose them in the window");
        }
        LayerPlan plan = LayerPlan.of(graph, config);
        if (plan.layers().isEmpty()) {
            throw ProblemException.ofSetting("nothing to search for", "layers", "every layer is left float32",
                    "leave fewer layers out");
        }
        refuseNonFinite(plan);
        Taps taps = Taps.of(graph, plan.activationBits());
        RoundedFlow flow = new RoundedFlow(input, plan, learning.pictures());
        Search search = new Search(input, taps.graph(), plan, learning);
        try (CategoricalTraining training = new CategoricalTraining(plan.layers(),
                flow.first(graph, taps, progress.part(0, 0.03)), config, search.training, search::tell)) {
            TrainResult trained = search.learning.train(search.training, training, progress.part(0.03, 0.94));
            Signs signs = new Signs(byLayer(taps, training.sizes()));
            Graph plain = signs.into(taps.removedFrom(trained.graph()));
            Graph folded = Rewriter.everywhere(plain, new FoldBatchNorm(), progress.part(0.94, 0.95));
            FoundWeights found = FoundWeights.of(folded, plan.layers(), training.codes());
            Map<String, Grid> grids = byLayer(taps, training.grids());
            if (config.storage() == Storage.INT8) {
                grids.putAll(signs.grids());
            }
            Form form = form(flow, found, grids,
                    new Form(plain, found.stored(folded, config.storage())),
                    progress.part(0.95, 0.96));
            Samples samples = input.samples() != null
                    ? input.samples()
                    : SampleInputs.samples(graph, Bindings.none(), SAMPLES, input.seed());
            Difference parity = parity(form, samples, input.threads(), progress.part(0.96, 1));
            SlbReport report = search.report(training, trained, found);
            return new MethodResult(form.stored(), changes(report), metrics(report), parity, report);
        }
    }

    /// Node by node as written. The runtime's fused kernels add up in another order, and a number at the edge between two steps then falls to
    /// the other side: that is the runtime's rounding and no difference of form.
    private static Difference parity(Form form, Samples samples, int threads, Progress progress)
            throws ProblemException {
        OrtOptions unfused = OrtOptions.defaults().withThreads(threads).withOptimised(false);
        try (OrtSession stored = OrtSession.open(form.stored(), unfused);
                OrtSession reference = OrtSession.open(form.reference(), unfused)) {
            return Parity.compare(stored, reference, samples.runs(), progress)
                    .on(samples.description() + ", node by node as written");
        }
    }

    /// What is written, and the network in float32 that it has to compute the same as.
    private record Form(Graph reference, Graph stored) {}

    /// What was learned, by the name of the layer that reads it.
    private static <T> Map<String, T> byLayer(Taps taps, Map<Value, T> learned) {
        Map<String, T> found = new LinkedHashMap<>();
        QuantLayer.of(taps.graph()).forEach(layer -> {
            T own = learned.get(layer.data());
            if (own != null) {
                found.put(layer.name(), own);
            }
        });
        return found;
    }

    /// @param unrounded the form if nothing that flows is rounded
    private static Form form(RoundedFlow flow, FoundWeights found, Map<String, Grid> grids, Form unrounded,
            Progress progress) throws ProblemException {
        if (grids.isEmpty()) {
            return unrounded;
        }
        Storage storage = flow.input().config().storage();
        QuantPlan plan = flow.plan(found, grids, progress);
        Graph rounded = QuantisedGraph.qdq(found.folded(), plan);
        return new Form(QuantisedGraph.simulated(found.folded(), plan),
                storage == Storage.INT8 ? rounded : found.stored(rounded, storage));
    }

    private static void refuseNonFinite(LayerPlan plan) throws ProblemException {
        for (SearchedLayer layer : plan.layers()) {
            for (float weight : layer.layer().weight().toFloats()) {
                if (!Float.isFinite(weight)) {
                    throw ProblemException.ofModel(WHAT, layer.layer().name(),
                            "one of its weights is " + weight + ", so it has no scale", "repair the model first");
                }
            }
        }
    }

    /// One search, which tells how it goes.
    private static final class Search {

        private final MethodInput<SlbConfig> input;
        private final LayerPlan plan;
        private final Learning learning;
        private final TrainInput training;
        private final List<TrainEvent.EpochEnded> ended = new ArrayList<>();

        Search(MethodInput<SlbConfig> input, Graph graph, LayerPlan plan, Learning given) {
            this.input = input;
            this.plan = plan;
            SlbConfig config = input.config();
            this.learning = new Learning(given.pictures(), given.stage("search").conditions(), event -> {
                if (event instanceof TrainEvent.EpochEnded epoch) {
                    ended.add(epoch);
                }
                given.listener().on(event);
            });
            TrainConfig how = new TrainConfig(config.epochs(),
                    Math.min(config.batch(), given.pictures().training().size()),
                    new OptimiserConfig(config.optimiser(), config.lr(), MOMENTUM, config.weightDecay()),
                    new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), Regularisation.none(),
                    Augmentation.usual(given.pictures().training().extents()), false, false);
            this.training = new TrainInput(graph, given.pictures(), how,
                    config.distill() ? Distillation.of(input.graph()) : null, learning.conditions());
        }

        void tell(CategoricalTraining now) {
            List<SlbReport.Epoch> epochs = new ArrayList<>(now.history());
            for (TrainEvent.EpochEnded e : ended) {
                fill(epochs, e.result().epoch(), e.result().loss(), e.result().heldOutAccuracy());
            }
            input.listener().found(new SlbReport(now.found(), plan.left(), epochs, 0, weightBytes(), packedBytes(),
                    0, List.of("the search runs")));
        }

        private static void fill(List<SlbReport.Epoch> epochs, int epoch, double loss,
                @Nullable Double heldOut) {
            SlbReport.Epoch e = epochs.get(epoch - 1);
            epochs.set(epoch - 1, new SlbReport.Epoch(epoch, e.temperature(), e.gap(), e.entropy(), e.flips(), loss,
                    heldOut));
        }

        private long weightBytes() {
            return plan.layers().stream().mapToLong(l -> l.layer().weight().byteSize()).sum();
        }

        private long packedBytes() {
            return plan.layers().stream()
                    .mapToLong(l -> Math.ceilDiv(l.layer().weights() * l.candidates().bits(), Byte.SIZE)).sum();
        }

        SlbReport report(CategoricalTraining now, TrainResult trained, FoundWeights found) {
            List<SlbReport.Epoch> epochs = new ArrayList<>(now.history());
            trained.epochs().forEach(e -> fill(epochs, e.epoch(), e.loss(), e.heldOutAccuracy()));
            Storage storage = input.config().storage();
            return new SlbReport(now.found(), plan.left(), epochs, trained.bestEpoch(),
                    found.weightBytes(), found.packedBytes(),
                    found.storedBytes(storage),
                    List.of(speed(storage, !now.grids().isEmpty() || !now.sizes().isEmpty())));
        }

        private static String speed(Storage storage, boolean rounded) {
            return switch (storage) {
                case BITS ->
                    "the file is smaller and its weights cost no time: the runtime restores them when it loads the "
                            + "file, so memory is that of float32 and nothing computes faster";
                case INT8 -> rounded
                        ? "the file is smaller, and ONNX Runtime computes these layers in 8-bit integers: fewer bits than 8 gain "
                                + "no further speed"
                        : "the file is smaller; ONNX Runtime restores the weights in each run and computes in float32, which "
                                + "costs time";
                case INT4 ->
                    "the file is smaller; ONNX Runtime restores the weights in each run and computes in float32, "
                            + "which costs time";
                case FLOAT -> "the weights take few values but are stored as float32: nothing is smaller or faster";
            };
        }
    }

    private static List<MethodResult.Change> changes(SlbReport report) {
        return report.layers().stream()
                .map(l -> new MethodResult.Change(l.name(), String.format(Locale.ROOT, "%,d weights of %d bit%s",
                        l.weights(), l.bits(), l.bits() == 1 ? "" : "s")))
                .toList();
    }

    private static Map<String, Double> metrics(SlbReport report) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("layers", (double) report.layers().size());
        metrics.put("weightBytesBefore", (double) report.weightBytes());
        metrics.put("weightBytesPacked", (double) report.packedBytes());
        metrics.put("weightBytesStored", (double) report.storedBytes());
        metrics.put("gap", report.epochs().getLast().gap());
        return metrics;
    }
}
