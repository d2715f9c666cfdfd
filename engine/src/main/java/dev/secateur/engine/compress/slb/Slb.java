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
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.Difference;
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
        Search search = new Search(input, plan, learning);
        try (CategoricalTraining training = new CategoricalTraining(plan.layers(), config, search.training,
                search::tell)) {
            TrainResult trained = search.learning.train(search.training, training, progress.part(0, 0.95));
            Graph folded = Rewriter.everywhere(trained.graph(), new FoldBatchNorm(), progress.part(0.95, 0.96));
            FoundWeights found = FoundWeights.of(folded, plan.layers(), training.codes());
            Graph stored = found.stored(config.storage());
            Samples samples = input.samples() != null
                    ? input.samples()
                    : SampleInputs.samples(graph, Bindings.none(), SAMPLES, input.seed());
            Difference parity = Parity.compare(stored, trained.graph(), samples, progress.part(0.96, 1));
            SlbReport report = search.report(training, trained, found);
            return new MethodResult(stored, changes(report), metrics(report), parity, report);
        }
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

        Search(MethodInput<SlbConfig> input, LayerPlan plan, Learning given) {
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
            this.training = new TrainInput(input.graph(), given.pictures(), how,
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
                    found.storedBytes(storage), List.of(speed(storage)));
        }

        private static String speed(Storage storage) {
            return switch (storage) {
                case BITS ->
                    "the file is smaller and runs as fast as float32: the runtime restores the weights when it loads the "
                            + "file, so memory is that of float32 and nothing computes faster";
                case INT4, INT8 ->
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
