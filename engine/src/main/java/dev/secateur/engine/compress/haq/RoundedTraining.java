package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Parametrisation;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Codebook;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;

/// Training with rounding: weights on their grids and activations on theirs, gradients straight through; with k-means every weight moves
/// with the mean of its cluster.
final class RoundedTraining implements Extension {

    private static final double MOMENTUM = 0.9;

    private final Roundings roundings;
    private final ObservedGraph observed;
    private final int[][] policy;
    private final Progress progress;
    private final List<Var> kept = new ArrayList<>();
    private final List<Clustered> clustered = new ArrayList<>();

    private RoundedTraining(Roundings roundings, ObservedGraph observed, int[][] policy, Progress progress) {
        this.roundings = roundings;
        this.observed = observed;
        this.policy = policy;
        this.progress = progress;
    }

    /// How to train.
    ///
    /// @param teacher whom to learn from beside the labels; null for labels alone
    record Plan(int epochs, double lr, int batch, double weightDecay, @Nullable Graph teacher) {}

    /// Trains a policy.
    ///
    /// @return the observed graph with weights on their grids
    static Graph run(Task task, Learning learning, Plan plan, Progress progress) throws ProblemException {
        TrainConfig config = new TrainConfig(plan.epochs(),
                Math.min(plan.batch(), learning.pictures().training().size()),
                new OptimiserConfig(OptimiserConfig.Kind.SGD, plan.lr(), MOMENTUM, plan.weightDecay()),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0), Regularisation.none(),
                Augmentation.usual(learning.pictures().training().extents()), false, false);
        Graph teacher = plan.teacher();
        TrainInput input = new TrainInput(task.observed().graph(), learning.pictures(), config,
                teacher == null ? null : Distillation.of(teacher), learning.conditions());
        try (RoundedTraining own = new RoundedTraining(task.roundings(), task.observed(), task.policy(),
                progress.quiet())) {
            return learning.train(input, own, progress).graph();
        }
    }

    /// What is trained.
    record Task(Roundings roundings, ObservedGraph observed, int[][] policy) {}

    @Override
    public void attach(TrainableGraph network) {
        for (int l = 0; l < policy.length; l++) {
            Parameter weight = network.parameter(observed.weights().get(l)).orElseThrow();
            if (roundings.isLinear()) {
                network.attach(weight, onGrid(l));
                Rounder rounder = new Rounder();
                rounder.set(policy[l][1] == BitNetwork.FLOAT ? null : roundings.grid(l, policy[l][1]));
                network.attach(observed.places().get(l), rounder);
                startCorrected(network, l);
            } else {
                clustered.add(Clustered.of(weight, roundings.codebook(l, policy[l][0], true).centres()));
            }
        }
    }

    private void startCorrected(TrainableGraph network, int layer) {
        Value bias = observed.biases().get(layer);
        float[] corrected = roundings.weights(layer, policy[layer][0], progress).bias();
        if (bias != null && corrected != null) {
            network.parameter(bias).ifPresent(p -> p.assign(Tensor.of(corrected, corrected.length)));
        }
    }

    private Parametrisation onGrid(int index) {
        QuantLayer layer = observed.layers().get(index);
        float[] steps = roundings.steps(index, policy[index][0], progress);
        long[] extents = new long[layer.weight().rank()];
        Arrays.fill(extents, 1);
        if (steps.length > 1) {
            extents[layer.axis()] = steps.length;
        }
        Var step = Var.of(steps, extents).keep();
        kept.add(step);
        int high = Grid.highest(policy[index][0]);
        return (raw, mode) -> {
            Var inside = raw.div(step).clamp(-high, high);
            Var whole = mode == Mode.TRAIN ? Functions.straightThrough(inside.round(), inside) : inside.round();
            return whole.mul(step);
        };
    }

    @Override
    public void after(Moment moment) {
        clustered.forEach(Clustered::project);
    }

    @Override
    public void close() {
        kept.forEach(Var::close);
    }

    /// Weights that share the numbers of a codebook.
    ///
    /// @param labels which number each weight is
    private record Clustered(Parameter weight, int[] labels, int centres) {

        static Clustered of(Parameter weight, float[] centres) {
            float[] values = weight.toTensor().toFloats();
            int[] labels = new int[values.length];
            for (int i = 0; i < values.length; i++) {
                labels[i] = Codebook.nearest(centres, values[i]);
            }
            Clustered made = new Clustered(weight, labels, centres.length);
            weight.assign(Tensor.of(Roundings.nearest(values, centres), weight.value().dims()));
            return made;
        }

        void project() {
            float[] values = weight.toTensor().toFloats();
            double[] sums = new double[centres];
            int[] counts = new int[centres];
            for (int i = 0; i < values.length; i++) {
                sums[labels[i]] += values[i];
                counts[labels[i]]++;
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (sums[labels[i]] / counts[labels[i]]);
            }
            weight.assign(Tensor.of(values, weight.value().dims()));
        }
    }
}
