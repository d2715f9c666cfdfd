package dev.secateur.engine.compress.ptq;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.Learned;
import dev.secateur.engine.quant.PlannedLayer;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.quant.QuantisedWeight;
import dev.secateur.engine.quant.Taps;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainResult;

/// What training with rounded numbers made of a network.
///
/// @param graph its weights on their grids, not written as codes yet
/// @param learned by the name of the layer
record Finetuning(Graph graph, Map<String, Learned> learned, TrainResult trained) {

    private static final double MOMENTUM = 0.9;
    private static final int BATCH = 100;

    /// Trains.
    ///
    /// @param given what is trained, its normalisations unfolded where it has any
    static Finetuning run(MethodInput<PtqConfig> input, Graph given, Learning learning, Progress progress)
            throws ProblemException {
        Graph graph = QuantLayer.apart(given);
        PtqConfig config = input.config();
        BitChoice choice = BitChoice.of(graph, config);
        Quantisation.Style style = Ptq.style(config);
        Taps taps = Taps.of(graph, choice.activationBits());
        Map<Value, Grid> grids = grids(input, graph, taps, progress.part(0, 0.05));
        try (GridTraining training = new GridTraining(taps, weights(graph, choice, style, progress.part(0.05, 0.08)),
                grids)) {
            TrainResult trained = learning.train(training(taps.graph(), input, learning), training,
                    progress.part(0.08, 1));
            return new Finetuning(taps.removedFrom(trained.graph()), training.learned(trained.graph()), trained);
        }
    }

    private static Map<Value, Grid> grids(MethodInput<PtqConfig> input, Graph graph, Taps taps, Progress progress)
            throws ProblemException {
        Map<Value, Grid> grids = new LinkedHashMap<>();
        List<Value> watched = taps.layers().values().stream().map(Taps.Tap::source).distinct().toList();
        if (watched.isEmpty()) {
            return grids;
        }
        Map<Value, Calibration.Seen> seen = Calibration.run(graph, watched, Ptq.data(input, graph, watched),
                input.threads(), progress);
        taps.layers().forEach((value, tap) -> {
            Calibration.Seen own = seen.get(tap.source());
            if (own != null) {
                grids.put(value, Ptq.style(input.config()).activations().grid(own.histogram(), tap.bits()));
            }
        });
        return grids;
    }

    private static Map<String, QuantisedWeight> weights(Graph graph, BitChoice choice, Quantisation.Style style,
            Progress progress) {
        Map<String, QuantisedWeight> weights = new LinkedHashMap<>();
        for (QuantLayer layer : QuantLayer.of(graph)) {
            LayerBits own = choice.bits().get(layer.node().id());
            if (own != null && own.weights() != PlannedLayer.FLOAT_BITS) {
                float[][] limits = style.weights().limits(layer.rows(),
                        style.weights().perChannel() ? layer.channels() : 1, new int[]{own.weights()},
                        Kernels.current(), progress);
                weights.put(layer.name(),
                        QuantisedWeight.of(layer, layer.weight().toFloats(), limits[0], own.weights()));
            }
        }
        return weights;
    }

    private static TrainInput training(Graph graph, MethodInput<PtqConfig> input, Learning learning) {
        Learn learn = input.config().learn();
        Dataset pictures = learning.pictures().training();
        TrainConfig how = new TrainConfig(learn.epochs(), Math.min(learn.batch(), pictures.size()),
                new OptimiserConfig(OptimiserConfig.Kind.SGD, learn.lr(), MOMENTUM, learn.weightDecay()),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), Regularisation.none(),
                Augmentation.usual(pictures.extents()), false, false);
        return new TrainInput(graph, learning.pictures(), how,
                learn.distill() ? Distillation.of(input.graph()) : null, learning.stage("grids").conditions());
    }

    /// How it went, and how the written file does on the same held-out pictures.
    PtqReport.Learning report(Graph exported, Learning learning, int threads, Progress progress)
            throws ProblemException {
        Dataset heldOut = learning.pictures().heldOut();
        Double right = heldOut == null ? null : accuracy(exported, heldOut, learning, threads, progress);
        int best = trained.bestEpoch();
        return new PtqReport.Learning(
                trained.epochs().stream().map(e -> new PtqReport.Epoch(e.epoch(), e.loss(), e.heldOutAccuracy()))
                        .toList(),
                best, simulated(best), right);
    }

    private @Nullable Double simulated(int best) {
        return best == 0 ? null : trained.epochs().get(best - 1).heldOutAccuracy();
    }

    private static double accuracy(Graph exported, Dataset heldOut, Learning learning, int threads, Progress progress)
            throws ProblemException {
        try (OrtSession session = OrtSession.open(exported, OrtOptions.defaults().withThreads(threads))) {
            return Evaluator.run(session, exported, heldOut, new EvaluationPlan(learning.pictures().normalisation(),
                    Math.min(BATCH, heldOut.size()), heldOut.size()), progress).top1();
        }
    }
}
