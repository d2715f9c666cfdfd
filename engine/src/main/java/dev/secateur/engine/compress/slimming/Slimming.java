package dev.secateur.engine.compress.slimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.ChannelOrder;
import dev.secateur.engine.compress.ChannelPruning;
import dev.secateur.engine.compress.ChannelReport;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.Recreation;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;

/// Cuts channels whose normalisation scales them to little.
public final class Slimming implements Method<SlimmingConfig> {

    /// Scales below this count as near zero.
    public static final double NEAR_ZERO = 0.01;

    private static final double MOMENTUM = 0.9;
    private static final double FEW = 0.1;

    @Override
    public MethodInfo info() {
        return new MethodInfo("slimming", "Network Slimming",
                "Cuts the channels whose batch normalisation scales them to little, after training that draws scales to zero if asked for.",
                "Liu et al., Learning Efficient Convolutional Networks through Network Slimming, ICCV 2017",
                Set.of(MethodInfo.Need.BATCH_NORMALISATION));
    }

    @Override
    public SlimmingConfig defaults() {
        return SlimmingConfig.defaults();
    }

    @Override
    public Class<SlimmingReport> reportType() {
        return SlimmingReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, SlimmingConfig config) {
        if (ChannelPruning.applicability(graph, config.channels()) instanceof Applicability.No no) {
            return no;
        }
        if (!Gammas.of(Coupling.of(graph), config.coupled()).candidates().isEmpty()
                || config.recreate() && Recreation.isPossible(graph)) {
            return Applicability.yes();
        }
        return Applicability.no(Recreation.isPossible(graph)
                ? "no channel that can be cut has a batch normalisation; where they were folded away, recreate=true makes them anew from data"
                : "no channel that can be cut has a batch normalisation, and none can be made; l1 and group-l2 rank weights instead");
    }

    @Override
    public MethodResult run(MethodInput<SlimmingConfig> input, Progress progress) throws ProblemException {
        SlimmingConfig config = input.config();
        if (applicability(input.graph(), config) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel("cannot slim the network", null, reason, "");
        }
        boolean trains = config.sparsity().epochs() > 0;
        Learning learning = input.learning();
        if (trains && learning == null) {
            throw ProblemException.ofSetting("cannot train for sparsity", "sparsity.epochs",
                    "there is no data to learn from",
                    "name it with --data or choose it in the window, or set 0 epochs");
        }
        Recreation recreation = config.recreate()
                ? Recreation.of(input, progress.part(0, 0.05))
                : new Recreation(input.graph(), 0);
        Graph sparse = trains && learning != null
                ? sparse(recreation.graph(), config, learning, progress.part(0.05, 0.5))
                : recreation.graph();
        MethodInput<SlimmingConfig> slimmed = new MethodInput<>(sparse, config, input.samples(), input.seed(),
                input.threads(), learning);
        Found found = new Found();
        MethodResult cut = ChannelPruning.runOrdered(slimmed, config.channels(), (coupling, p) -> {
            Gammas gammas = Gammas.of(coupling, config.coupled());
            Thresholds thresholds = new Thresholds(gammas, config);
            ChannelOrder order = thresholds.order();
            found.gammas = gammas;
            found.thresholds = thresholds;
            refuseAllOrNothing(thresholds, config, order);
            return order;
        }, progress.part(trains ? 0.5 : 0.05, 1));
        return new MethodResult(cut.graph(), cut.changes(), cut.metrics(), cut.parity(),
                report(sparse, config, found, recreation, (ChannelReport) cut.report()), cut.untrained());
    }

    /// What the cut was decided by.
    private static final class Found {
        private @Nullable Gammas gammas;
        private @Nullable Thresholds thresholds;
    }

    private static void refuseAllOrNothing(Thresholds thresholds, SlimmingConfig config, ChannelOrder order)
            throws ProblemException {
        if (config.select() == Selection.RANK || config.budget().hasGoal()) {
            return;
        }
        if (thresholds.isAllEqual() && order.units().length > 1) {
            throw ProblemException.ofSetting("a threshold would cut all channels or none", "select",
                    "the scales of all " + order.units().length + " channels that can be cut are equal",
                    "train with sparsity.epochs first, take the rate of them with select=rank, or rank weights with l1 or group-l2");
        }
        if (order.wanted() == 0) {
            throw ProblemException.ofSetting("nothing to cut",
                    config.select() == Selection.VALUE ? "threshold" : "rate",
                    "no channel that can be cut has a scale below the threshold", "raise it, or use select=rank");
        }
    }

    private static Graph sparse(Graph graph, SlimmingConfig config, Learning learning, Progress progress)
            throws ProblemException {
        Sparsity sparsity = config.sparsity();
        TrainInput.Pictures pictures = learning.pictures();
        TrainConfig training = new TrainConfig(sparsity.epochs(),
                Math.min(sparsity.batch(), pictures.training().size()),
                new OptimiserConfig(OptimiserConfig.Kind.SGD, sparsity.lr(), MOMENTUM, sparsity.weightDecay()),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), Regularisation.none(),
                Augmentation.usual(pictures.training().extents()), false, false);
        Gammas gammas = Gammas.of(Coupling.of(graph), config.coupled());
        List<Gammas.Layer> penalised = gammas.layers().stream()
                .filter(l -> IntStream.of(l.units()).anyMatch(u -> u >= 0 && gammas.isCandidate(u))).toList();
        try (ScalePenalty penalty = new ScalePenalty(penalised, sparsity.lambda())) {
            return learning.train(new TrainInput(graph, pictures, training, null,
                    learning.stage("sparsity").conditions()), penalty, progress).graph();
        }
    }

    private static SlimmingReport report(Graph graph, SlimmingConfig config, Found found, Recreation recreation,
            ChannelReport cut) {
        Gammas gammas = found.gammas;
        Thresholds thresholds = found.thresholds;
        if (gammas == null || thresholds == null) {
            throw new IllegalStateException("nothing was decided");
        }
        ChannelOrder order = thresholds.order();
        int going = cut.groups().stream().mapToInt(g -> g.before() - g.after()).sum();
        int wanted = config.budget().hasGoal() ? going : order.wanted();
        BitSet below = order.first(wanted);
        int nearZero = (int) gammas.candidates().stream().filter(u -> gammas.score(u) < NEAR_ZERO).count();
        List<SlimmingReport.LayerReport> layers = new ArrayList<>();
        for (Gammas.Layer layer : gammas.layers()) {
            layers.add(layer(graph, gammas, layer, below));
        }
        int trained = config.sparsity().epochs();
        String note = nearZero < FEW * order.units().length && trained == 0
                ? String.format(Locale.ROOT,
                        "only %d of %d scales are below %.2f: the model was not trained for sparsity; "
                                + "sparsity.epochs makes the cut safer. ",
                        nearZero, order.units().length, NEAR_ZERO)
                : "";
        return new SlimmingReport(layers, order.units().length, wanted, nearZero, recreation.convolutions(),
                trained, cut, note + cut.note());
    }

    private static SlimmingReport.LayerReport layer(Graph graph, Gammas gammas, Gammas.Layer layer, BitSet below) {
        List<String> groups = IntStream.of(layer.units()).filter(u -> u >= 0).mapToObj(u -> gammas.group(u).id())
                .distinct().toList();
        double[] sorted = Arrays.stream(layer.sizes()).sorted().toArray();
        return new SlimmingReport.LayerReport(graph.name(layer.node()), groups.size() == 1 ? groups.getFirst() : "",
                sorted.length, (int) IntStream.of(layer.units()).filter(u -> u >= 0 && below.get(u)).count(), sorted[0],
                sorted[sorted.length / 2]);
    }
}
