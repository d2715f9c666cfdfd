package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Recalibration;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;

/// From a network to one with gates: joint training, then the shift of the thresholds, the static part, and the exports.
///
/// @param graph with its normalisations
record DynamicRun(MethodInput<DynamicConfig> input, Graph graph, Learning learning) {

    static final double MOMENTUM = 0.9;

    /// Pictures of training that levels are found and thresholds are shifted on.
    private static final int CALIBRATION = 10_000;

    /// Batches that statistics of normalisations are made anew from.
    private static final int BATCHES = 100;

    /// A trained network and what the training looked like.
    ///
    /// @param before multiply-accumulates of the network as it was given, one picture
    record Trained(GatedNetwork network, List<DynamicReport.Point> curve, double before) {}

    MethodResult result(Progress progress) throws ProblemException {
        DynamicConfig config = input.config();
        Trained trained = config.joint().epochs() > 0 ? trained(progress.part(0, 0.65)) : read();
        Settled settled = settled(trained, progress.part(0.65, 0.7));
        if (config.export() == Export.LEVELS && !settled.plan().hasChoice()) {
            throw ProblemException.ofSetting("there are no levels to export", "export",
                    "the predictor says nearly the same of all pictures, so that all of them take one width",
                    "use export=masked; a larger joint.spread or a longer training tells pictures apart");
        }
        progress.check();
        if (config.joint().epochs() == 0) {
            return new Exporting(input, learning, trained, settled).result(progress.part(0.7, 1));
        }
        Settled ready = config.levels().epochs() > 0
                ? tuned(settled, progress.part(0.7, 0.85))
                : settled.on(recalibrated(settled.network(), progress.part(0.7, 0.85)));
        return new Exporting(input, learning, trained, ready).result(progress.part(0.85, 1));
    }

    /// Puts the thresholds in the grades of the levels and trains the network under them, so that both exports are what was trained.
    private Settled tuned(Settled settled, Progress progress) throws ProblemException {
        Joint joint = input.config().joint();
        Levels levels = input.config().levels();
        GatedNetwork whole = settled.network().graded(Grades.of(settled.network(), settled.plan()));
        GatedNetwork network = Settling.withoutUnused(whole, settled.training());
        try (FixedGates gates = new FixedGates(network)) {
            Graph result = learning.train(new TrainInput(network.graph(), learning.pictures(),
                    training(joint.slower(levels.lr()), levels.epochs(), learning.pictures().training()),
                    joint.distill() ? Distillation.of(input.graph()) : null, learning.stage("levels").conditions()),
                    gates, progress).graph();
            int unused = settled.unused() + channels(settled.network()) - channels(network);
            return new Settled(network.on(result), settled.training(), settled.shift(), unused, settled.plan());
        }
    }

    /// The same network with statistics of its normalisations as they are after the shift.
    private GatedNetwork recalibrated(GatedNetwork network, Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        Recalibration recalibration = Recalibration.of(pictures.training(), pictures.normalisation(),
                input.config().joint().batch(), input.seed());
        Graph graph = network.graph();
        try (FixedGates gates = new FixedGates(network);
                TrainableGraph trainable = TrainableGraph.of(graph,
                        ExecutionOptions.defaults().between(List.of(graph.requiredInputs().getFirst()),
                                List.of(graph.outputs().getFirst())))) {
            gates.attach(trainable);
            recalibration.run(trainable, BATCHES, progress);
            return network.on(trainable.freeze());
        }
    }

    private Trained read() {
        GatedNetwork network = MaskedGraph.read(graph).orElseThrow();
        return new Trained(network, List.of(), MaskedGraph.dense(graph).orElse(network.macs().total()));
    }

    private Trained trained(Progress progress) throws ProblemException {
        DynamicConfig config = input.config();
        List<GatedLayer> layers = GatedLayer.of(Coupling.of(graph));
        MacModel macs = MacModel.of(graph, layers);
        Dataset data = learning.pictures().training();
        Predictor.Weights start = Predictor.drawn(data.extents(), layers.size(), input.seed());
        Trace trace = new Trace(layers.size(), points -> input.listener().found(soFar(layers, points)));
        try (DynamicTraining gates = new DynamicTraining(config, layers, macs,
                new Predictor(start, config.joint().pace()), trace, Overhead.of(graph, start, macs.total()).macs(),
                text -> learning.listener().on(new TrainEvent.Remark(text)))) {
            Graph result = learning.train(new TrainInput(graph, learning.pictures(),
                    training(config.joint(), config.joint().epochs(), data),
                    config.joint().distill() ? Distillation.of(input.graph()) : null,
                    learning.stage("joint").conditions()), gates, progress).graph();
            return new Trained(gates.network(result), trace.points(), macs.total());
        }
    }

    DynamicReport soFar(List<GatedLayer> layers, List<DynamicReport.Point> points) {
        List<DynamicReport.LayerReport> told = layers.stream().map(l -> new DynamicReport.LayerReport(l.id(graph),
                l.channels(), l.channels(), l.channels(), l.channels(), l.channels())).toList();
        return new DynamicReport(input.config().gate().toString(), input.config().rate(), told, points, null,
                List.of(), null, "the training runs");
    }

    /// How a stage is trained.
    static TrainConfig training(Joint joint, int epochs, Dataset data) {
        return new TrainConfig(epochs, Math.min(joint.batch(), data.size()),
                new OptimiserConfig(OptimiserConfig.Kind.SGD, joint.lr(), MOMENTUM, joint.weightDecay()),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), Regularisation.none(),
                Augmentation.usual(data.extents()), false, true);
    }

    /// A network whose gates stay as they are.
    ///
    /// @param training what its predictor says of training pictures
    /// @param unused channels that went for good
    /// @param plan of the levels
    record Settled(GatedNetwork network, Foretold training, double shift, int unused, LevelPlan plan) {

        Settled on(GatedNetwork other) {
            return new Settled(other, training, shift, unused, plan);
        }
    }

    private Settled settled(Trained trained, Progress progress) throws ProblemException {
        TrainInput.Pictures pictures = learning.pictures();
        GatedNetwork network = trained.network();
        Foretold all = Foretold.of(network.predictor(), pictures.training(), pictures.normalisation(),
                pictures.training().size(), progress.part(0, 0.6));
        if (input.config().joint().epochs() == 0) {
            return settled(trained, network, all, 0);
        }
        Dataset heldOut = pictures.heldOut();
        Foretold judged = heldOut == null
                ? all
                : Foretold.of(network.predictor(), heldOut, pictures.normalisation(), CALIBRATION,
                        progress.part(0.6, 0.8));
        MacModel macs = network.macs();
        double share = 1 - input.config().rate() - Overhead.of(network, trained.before()).macs();
        double shift = Settling.shift(network, macs, judged, share);
        GatedNetwork shifted = network.with(network.predictor().raised(shift));
        progress.report(0.9, "Removing channels that no picture uses");
        Foretold raised = all.raised(shift);
        GatedNetwork slim = Settling.withoutUnused(shifted, raised);
        return settled(trained, slim, raised, shift);
    }

    private Settled settled(Trained trained, GatedNetwork network, Foretold foretold, double shift) {
        MacModel macs = network.macs();
        double wanted = Settling.mean(foretold.shares(network, macs));
        return new Settled(network, foretold, shift, channels(trained.network()) - channels(network),
                LevelPlan.of(network, macs, foretold, input.config().levels(), wanted));
    }

    private static int channels(GatedNetwork network) {
        return network.layers().stream().mapToInt(GatedLayer::channels).sum();
    }

    /// The pictures that costs and accuracies are stated of.
    static Dataset judged(TrainInput.Pictures pictures) {
        @Nullable
        Dataset heldOut = pictures.heldOut();
        return heldOut == null ? pictures.training() : heldOut;
    }

    /// The layers as they were before and as they are.
    static List<DynamicReport.LayerReport> layers(Graph graph, List<GatedLayer> before, GatedNetwork now,
            Foretold foretold) {
        List<DynamicReport.LayerReport> told = new ArrayList<>();
        int[][] kept = java.util.Arrays.stream(foretold.outputs()).map(now::kept).toArray(int[][]::new);
        for (int l = 0; l < before.size(); l++) {
            int layer = l;
            java.util.IntSummaryStatistics counts = java.util.Arrays.stream(kept).mapToInt(k -> k[layer])
                    .summaryStatistics();
            told.add(new DynamicReport.LayerReport(before.get(l).id(graph), before.get(l).channels(),
                    now.sizes()[l].length, counts.getAverage(), counts.getMin(), counts.getMax()));
        }
        return told;
    }
}
