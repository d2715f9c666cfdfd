package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.ClassScores;
import dev.secateur.engine.tensor.Tensor;

/// The network with rounded weights and activations, ready for one policy after the other: what a layer becomes at a width is worked
/// out once and only copied after that. Holds native memory until closed.
final class BitNetwork implements AutoCloseable {

    /// Bits of numbers that stay float32.
    static final int FLOAT = 32;

    private static final int BATCH = 50;

    private final Roundings roundings;
    private final TrainableGraph network;
    private final ClassScores kind;
    private final List<Parameter> weights = new ArrayList<>();
    private final List<@Nullable Parameter> biases = new ArrayList<>();
    private final List<@Nullable Tensor> firstBiases = new ArrayList<>();
    private final List<Rounder> rounders = new ArrayList<>();
    private final Map<Integer, Made> made = new HashMap<>();
    private final int[][] present;

    /// A layer's weights at a width, ready to copy.
    private record Made(Var weights, @Nullable Var bias) {}

    private BitNetwork(Roundings roundings, ObservedGraph observed, TrainableGraph network) {
        this.roundings = roundings;
        this.network = network;
        this.kind = ClassScores.of(observed.graph());
        this.present = new int[observed.layers().size()][];
        for (int l = 0; l < present.length; l++) {
            present[l] = new int[]{FLOAT, FLOAT};
            Value bias = observed.biases().get(l);
            weights.add(network.parameter(observed.weights().get(l)).orElseThrow());
            Parameter own = bias == null ? null : network.parameter(bias).orElse(null);
            biases.add(own);
            firstBiases.add(own == null ? null : own.toTensor());
            Rounder rounder = new Rounder();
            network.attach(observed.places().get(l), rounder);
            rounders.add(rounder);
        }
    }

    /// @throws ProblemException if LibTorch is not there or cannot run the network
    static BitNetwork of(Roundings roundings, ObservedGraph observed) throws ProblemException {
        return new BitNetwork(roundings, observed, TrainableGraph.of(observed.graph(), ExecutionOptions.defaults()));
    }

    /// The same network after training: its weights are taken as they are.
    ///
    /// @param trained what became of the observed graph
    static BitNetwork trained(Roundings roundings, ObservedGraph observed, Graph trained) throws ProblemException {
        return new BitNetwork(roundings, observed.with(trained),
                TrainableGraph.of(trained, ExecutionOptions.defaults()));
    }

    /// Pictures that policies are judged by.
    ///
    /// @param from the first one
    /// @param count how many
    record Sample(Dataset pictures, Normalisation normalisation, int from, int count) {}

    /// Scores of a policy.
    ///
    /// @param policy `{weights, activations}` bits of each layer, 32 for float32
    /// @return logarithms of class probabilities, `[pictures][classes]`, and how many were right
    Scores scores(int[][] policy, Sample sample, Progress progress) throws ProblemException {
        apply(policy, progress);
        List<double[]> rows = new ArrayList<>();
        int right = 0;
        for (int from = 0; from < sample.count(); from += BATCH) {
            progress.check();
            int count = Math.min(BATCH, sample.count() - from);
            Batch batch = Batches.readable(sample.pictures(), sample.normalisation(), sample.from() + from, count)
                    .batch();
            try (Scope scope = Scope.open()) {
                Var scores = network.infer(Var.of(batch.pictures(), batch.dims()));
                if (scores.rank() != 2) {
                    throw ProblemException.ofModel("cannot judge policies", null,
                            "the network gives no list of scores for each picture", "use a classifier");
                }
                float[] found = scores.toFloats();
                int classes = (int) scores.dim(1);
                for (int i = 0; i < batch.size(); i++) {
                    double[] row = new double[classes];
                    for (int c = 0; c < classes; c++) {
                        row[c] = found[i * classes + c];
                    }
                    kind.toLogarithms(row);
                    right += highest(row) == batch.labels()[i] ? 1 : 0;
                    rows.add(row);
                }
            }
        }
        return new Scores(rows, right);
    }

    /// What a policy says of pictures.
    record Scores(List<double[]> logarithms, int right) {

        double accuracy() {
            return logarithms.isEmpty() ? 0 : (double) right / logarithms.size();
        }

        /// Mean Kullback-Leibler divergence of these probabilities from those of `reference`, nats, 0 or more.
        double divergence(Scores reference) {
            double sum = 0;
            for (int i = 0; i < logarithms.size(); i++) {
                double[] p = reference.logarithms().get(i);
                double[] q = logarithms.get(i);
                for (int c = 0; c < p.length; c++) {
                    sum += Math.exp(p[c]) * (p[c] - q[c]);
                }
            }
            return logarithms.isEmpty() ? 0 : Math.max(0, sum / logarithms.size());
        }
    }

    private static int highest(double[] row) {
        int best = 0;
        for (int c = 1; c < row.length; c++) {
            best = row[c] > row[best] ? c : best;
        }
        return best;
    }

    private void apply(int[][] policy, Progress progress) {
        for (int l = 0; l < policy.length; l++) {
            if (Arrays.equals(policy[l], present[l])) {
                continue;
            }
            progress.check();
            if (policy[l][0] != present[l][0]) {
                Made own = made(l, policy[l][0], progress);
                Update.assign(weights.get(l).value(), own.weights());
                Parameter bias = biases.get(l);
                if (bias != null && own.bias() != null) {
                    Update.assign(bias.value(), Objects.requireNonNull(own.bias()));
                }
            }
            rounders.get(l).set(policy[l][1] == FLOAT ? null : roundings.grid(l, policy[l][1]));
            present[l] = policy[l].clone();
        }
    }

    private Made made(int layer, int bits, Progress progress) {
        return made.computeIfAbsent(layer << 6 | bits, k -> {
            Tensor own = roundings.layers().get(layer).weight();
            Parameter bias = biases.get(layer);
            if (bits == FLOAT) {
                return new Made(Var.of(own).keep(), start(layer));
            }
            Roundings.Rounded rounded = roundings.weights(layer, bits, progress);
            float[] corrected = rounded.bias();
            return new Made(Var.of(rounded.weights(), own.dims()).keep(),
                    corrected == null || bias == null ? start(layer) : Var.of(corrected, corrected.length).keep());
        });
    }

    /// The bias as it was before any policy.
    private @Nullable Var start(int layer) {
        Tensor first = firstBiases.get(layer);
        return first == null ? null : Var.of(first).keep();
    }

    @Override
    public void close() {
        made.values().forEach(m -> {
            m.weights().close();
            if (m.bias() != null) {
                Objects.requireNonNull(m.bias()).close();
            }
        });
        network.close();
    }
}
