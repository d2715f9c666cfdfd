package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.hardware.bits.BitCosts;
import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.CalibrationData;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.batch.OpenSizes;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;

/// Chooses the bits of every layer under a budget, and quantises so.
public final class Haq implements Method<HaqConfig> {

    private static final String WHAT = "cannot choose bits";
    private static final int FEWEST_LAYERS = 3;
    private static final int BATCH = 100;

    @Override
    public MethodInfo info() {
        return new MethodInfo("haq", "Mixed precision",
                "Chooses the bits of every layer under a budget of size, latency or energy, by a learning agent or a simpler search, and quantises so.",
                "Wang et al., HAQ: Hardware-Aware Automated Quantization with Mixed Precision, CVPR 2019",
                Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING));
    }

    @Override
    public HaqConfig defaults() {
        return HaqConfig.defaults();
    }

    @Override
    public Class<HaqReport> reportType() {
        return HaqReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, HaqConfig config) {
        if (QuantLayer.isQuantised(graph)) {
            return Applicability.no("the model is quantised already; quantising it again would round twice");
        }
        int layers = QuantLayer.of(graph).size();
        return layers < FEWEST_LAYERS
                ? Applicability.no("it has " + (layers == 0 ? "no" : "only " + layers)
                        + " convolutions and matrix products with constant float32 weights; the first and the last keep 8 bits, so there is nothing to choose")
                : Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<HaqConfig> input, Progress progress) throws ProblemException {
        if (applicability(input.graph(), input.config()) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel(WHAT, null, reason, "");
        }
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting(WHAT, "data", "there are no pictures to judge policies by",
                    "name them with --data or choose them in the window");
        }
        Torch.require();
        Torch.setThreads(learning.conditions().threads());
        progress.report(0, "Folding batch normalisation");
        Graph folded = Rewriter.everywhere(input.graph(), new FoldBatchNorm(), progress.part(0, 0.02));
        HardwareChoice hardware = HardwareChoice.of(folded, input.config().goal(), input.threads(),
                progress.part(0.02, 0.05));
        BitTask task = task(folded, input.config(), hardware);
        Map<Value, Calibration.Seen> seen = seen(folded, input, learning, progress.part(0.05, 0.1));
        Roundings roundings = new Roundings(folded, input.config().rounding(), seen);
        EpisodeMemory memory = EpisodeMemory.of(learning.conditions().checkpoints(), key(input, learning, folded));
        try (Judge judge = Judge.of(roundings, learning, input.config(), memory)) {
            return new Running(input, learning, task, hardware, roundings, seen, judge).run(memory, progress);
        }
    }

    private static BitTask task(Graph folded, HaqConfig config, HardwareChoice hardware) throws ProblemException {
        List<BitLayer> layers = BitLayer.of(folded);
        List<String> wanted = QuantLayer.of(folded).stream().map(QuantLayer::name).toList();
        List<BitLayer> own = layers.stream().filter(l -> wanted.contains(l.name())).toList();
        if (own.size() != wanted.size()) {
            throw OpenSizes.open(folded).isEmpty()
                    ? ProblemException.ofModel(WHAT, null, "the extents of some layers are open, so they have no cost",
                            "export the model with fixed sizes inside")
                    : OpenSizes.unknownCosts(WHAT, "goal.cost", folded);
        }
        boolean weightsOnly = config.rounding().quantiser() == Quantiser.KMEANS;
        if (weightsOnly && config.goal().cost() != Quantity.SIZE) {
            throw ProblemException.ofSetting("codebooks make nothing faster", "rounding.quantiser",
                    "weights with codebooks are restored to float32 before they are used, so only their size can be limited",
                    "set goal.cost to size, or the quantiser to linear");
        }
        if (weightsOnly && config.transfer()) {
            throw ProblemException.ofSetting("codebooks have no accelerator to be carried to", "transfer",
                    "weights with codebooks are restored to float32 before they are used, so they take the same time everywhere",
                    "leave transfer off, or set the quantiser to linear");
        }
        return BitTask.of(own, BitCosts.of(hardware.asked(), config.goal().cost(), own), weightsOnly, config.goal());
    }

    /// What flows, on the first training pictures.
    private static Map<Value, Calibration.Seen> seen(Graph folded, MethodInput<HaqConfig> input, Learning learning,
            Progress progress) throws ProblemException {
        Map<Integer, LayerBits> all = new LinkedHashMap<>();
        Set<Value> watched = new LinkedHashSet<>();
        for (QuantLayer layer : QuantLayer.of(folded)) {
            all.put(layer.node().id(), new LayerBits(BitTask.MOST, BitTask.MOST));
            watched.add(layer.data());
        }
        watched.addAll(new Quantisation(folded, all, input.config().rounding().style()).watched());
        CalibrationData data = CalibrationData.of(learning.pictures().training(), learning.pictures().normalisation(),
                folded.name(folded.requiredInputs().getFirst()), input.config().rounding().calibration(),
                Calibration.batch(folded, watched));
        return Calibration.run(folded, watched, data, input.threads(), progress);
    }

    /// What measures of policies depend on.
    private static String key(MethodInput<HaqConfig> input, Learning learning, Graph folded) throws ProblemException {
        long weights = 1;
        for (QuantLayer layer : QuantLayer.of(folded)) {
            weights = weights * 31 + Arrays.hashCode(layer.weight().toFloats());
        }
        HaqConfig config = input.config();
        return String.join("; ", List.of(Long.toHexString(weights), config.rounding().toString(),
                String.valueOf(config.episodes().pictures()), String.valueOf(config.episodes().tuning()),
                String.valueOf(config.episodes().lr()), String.valueOf(config.sensitivity()),
                String.valueOf(config.judged()), String.valueOf(learning.conditions().seed()),
                learning.pictures().normalisation().toString(),
                Judge.pictures(learning.pictures()).fingerprint()));
    }

    /// One run.
    private record Running(MethodInput<HaqConfig> input, Learning learning, BitTask task, HardwareChoice hardware,
            Roundings roundings, Map<Value, Calibration.Seen> seen, Judge judge) {

        MethodResult run(EpisodeMemory memory, Progress progress) throws ProblemException {
            HaqConfig config = input.config();
            double origin = judge.plainAccuracy(progress.quiet());
            ReportMaker report = new ReportMaker(input.graph(), config, task, hardware.all(), judge, origin);
            boolean trains = config.finetune().epochs() > 0;
            Searching searching = new Searching(config, task, judge, report, input.seed(), origin);
            int[][] policy = searching.run(input.listener(), progress.part(0.1, trains ? 0.6 : 0.95));
            memory.save();
            Exporter exporter = new Exporter(roundings, policy, seen);
            Graph untrained = exporter.untrained(progress);
            Graph observed = trains ? trained(policy, progress.part(0.6, 0.95)) : null;
            Graph made = observed == null ? untrained : exporter.trained(observed, progress);
            Double exported = exported(made, progress.part(0.95, 1));
            double last = judge.lastAccuracy(judge.plainPolicy(), progress.quiet());
            memory.save();
            HaqReport told = report.report(new HaqReport.Accuracy(origin, last,
                    observed == null
                            ? judge.lastAccuracy(policy, progress.quiet())
                            : judge.trainedAccuracy(observed, policy, progress.quiet()),
                    exported,
                    judge.lastPictures(), judge.isLastApart()), note(trains));
            input.listener().found(told);
            progress.report(1, "Done");
            return new MethodResult(made, changes(told), metrics(told), null, told, trains ? untrained : null);
        }

        private Graph trained(int[][] policy, Progress progress) throws ProblemException {
            var finetune = input.config().finetune();
            RoundedTraining.Plan plan = new RoundedTraining.Plan(finetune.epochs(), finetune.lr(), finetune.batch(),
                    finetune.weightDecay(), finetune.distill() ? input.graph() : null);
            return RoundedTraining.run(
                    new RoundedTraining.Task(roundings, judge.observed(), judge.real(policy)),
                    learning.stage("finetune"),
                    plan, progress);
        }

        private Double exported(Graph made, Progress progress) throws ProblemException {
            var pictures = Holdout.range(Judge.pictures(learning.pictures()), judge.lastFrom(),
                    judge.lastPictures());
            try (OrtSession session = OrtSession.open(made, OrtOptions.defaults().withThreads(input.threads()))) {
                return Evaluator.run(session, made, pictures,
                        new EvaluationPlan(learning.pictures().normalisation(), BATCH, pictures.size()), progress)
                        .top1();
            }
        }

        private String note(boolean trains) {
            List<String> notes = new ArrayList<>();
            if (!judge.isLastApart()) {
                notes.add("no held-out pictures are left that no search has seen, so the last comparison flatters");
            }
            notes.add(trains
                    ? "policies are compared without training; the network was trained after that"
                    : "nothing was trained after the search");
            notes.add(roundings.isLinear()
                    ? "ONNX Runtime computes at 8 bits: widths below save space and time on the modelled hardware only"
                    : "weights are stored as packed indices, 3 bits in 4 and 5 to 7 in 8, and looked up when the file is loaded; ONNX Runtime computes in float32, and the size of a policy counts indices without codebooks");
            return String.join("; ", notes);
        }

        private static List<MethodResult.Change> changes(HaqReport report) {
            List<MethodResult.Change> changes = new ArrayList<>();
            List<List<Integer>> bits = report.policies().getFirst().bits();
            for (int l = 0; l < bits.size(); l++) {
                changes.add(new MethodResult.Change(report.layers().get(l).name(),
                        width(bits.get(l).getFirst()) + " weights, " + width(bits.get(l).getLast()) + " activations"));
            }
            return changes;
        }

        private static String width(int bits) {
            return bits == BitNetwork.FLOAT ? "float32" : bits + "-bit";
        }

        private static Map<String, Double> metrics(HaqReport report) {
            Map<String, Double> metrics = new LinkedHashMap<>();
            metrics.put("budget", report.limit().most());
            for (HaqReport.Chosen chosen : report.policies()) {
                metrics.put(chosen.search() + "Cost", chosen.cost());
                put(metrics, chosen.search() + "OnEpisodes", chosen.accuracy());
                put(metrics, chosen.search() + "Accuracy", chosen.lastAccuracy());
            }
            put(metrics, "floatAccuracy", report.accuracy().last());
            put(metrics, "exportedAccuracy", report.accuracy().exported());
            return metrics;
        }

        private static void put(Map<String, Double> metrics, String name, @Nullable Double value) {
            if (value != null) {
                metrics.put(name, value);
            }
        }
    }
}
