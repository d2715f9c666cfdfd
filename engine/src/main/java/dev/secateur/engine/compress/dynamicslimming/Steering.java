package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Functions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;

/// Holds the outputs of the predictor where they tell pictures apart and every layer at the share that it shall have open: their mean over
/// the layers, and what each layer has beside it, are normalised over pictures, and then every layer is moved by what integral control
/// finds. Training so decides which pictures get more, while how much that is, and how many channels of a layer work in the mean, is set.
/// Without the common part layers would come to balance each other, and all pictures would cost the same. Holds native memory until closed.
final class Steering implements AutoCloseable {

    private static final double GAIN = 1;
    private static final double FARTHEST = 6;
    private static final double RENEWED = 0.05;

    /// Deviation of what a layer has beside the common part, in parts of that one's.
    private static final double OWN = 0.3;
    private static final double SMALLEST = 1e-6;

    private final double spread;
    private final Var offsets;
    private final Var means;
    private final Var deviations;
    private @Nullable Var mean;
    private @Nullable Var deviation;

    /// @param spread deviation over pictures of what is common to the outputs
    Steering(int layers, double spread) {
        this.spread = spread;
        this.offsets = Var.full(Predictor.START, layers).keep();
        this.means = Var.full(0, layers + 1).keep();
        this.deviations = Var.full(1, layers + 1).keep();
    }

    /// Outputs as thresholds are made from them.
    ///
    /// @param said by the predictor, `[N, layers]`
    Var on(Var said, Mode mode) {
        Var common = said.mean(true, 1);
        Var all = Functions.concat(1, List.of(common, said.sub(common)));
        if (mode == Mode.EVAL) {
            return moved(all.sub(means).div(deviations));
        }
        Var centre = all.mean(false, 0);
        Var apart = all.sub(centre);
        Var width = apart.square().mean(false, 0).add(SMALLEST).sqrt();
        mean = centre.detach();
        deviation = width.detach();
        return moved(apart.div(width));
    }

    private Var moved(Var normalised) {
        return normalised.slice(1, 1, normalised.dim(1)).mul(OWN).add(normalised.slice(1, 0, 1)).mul(spread)
                .add(offsets);
    }

    /// Learns from the last batch of the training.
    ///
    /// @param first true in the first step
    /// @param open part of each layer's channels that worked in it
    /// @param wanted part that shall work
    void learn(boolean first, double[] open, double[] wanted) {
        Var centre = mean;
        Var width = deviation;
        if (centre == null || width == null) {
            throw new IllegalStateException("no batch was seen");
        }
        Update.lerp(means, centre, first ? 1 : RENEWED);
        Update.lerp(deviations, width, first ? 1 : RENEWED);
        float[] next = offsets.toFloats();
        for (int l = 0; l < next.length; l++) {
            next[l] = (float) Math.clamp(next[l] + GAIN * (open[l] - wanted[l]), -FARTHEST, FARTHEST);
        }
        try (Var now = Var.of(next, next.length)) {
            Update.assign(offsets, now);
        }
    }

    Map<String, Var> state() {
        return Map.of("offsets", offsets, "means", means, "deviations", deviations);
    }

    /// A predictor that says by itself what steering makes of its outputs.
    Predictor.Weights folded(Predictor.Weights weights) {
        float[] bias = weights.bias().toFloats();
        float[] linear = weights.linear().toFloats();
        int layers = bias.length;
        int inputs = linear.length / layers;
        double[] factors = Arrays.stream(deviations.toDoubles()).map(d -> spread / d).toArray();
        double[] centres = means.toDoubles();
        double[] moved = offsets.toDoubles();
        float[] rows = new float[linear.length];
        for (int i = 0; i < inputs; i++) {
            double common = 0;
            for (int l = 0; l < layers; l++) {
                common += linear[l * inputs + i] / (double) layers;
            }
            for (int l = 0; l < layers; l++) {
                rows[l * inputs + i] = (float) (common * factors[0]
                        + (linear[l * inputs + i] - common) * OWN * factors[l + 1]);
            }
        }
        double common = IntStream.range(0, layers).mapToDouble(l -> bias[l]).average().orElse(0);
        float[] biases = new float[layers];
        for (int l = 0; l < layers; l++) {
            biases[l] = (float) ((common - centres[0]) * factors[0]
                    + (bias[l] - common - centres[l + 1]) * OWN * factors[l + 1] + moved[l]);
        }
        return new Predictor.Weights(weights.pool(), weights.first(), weights.second(),
                Tensor.of(rows, weights.linear().dims()), Tensor.of(biases, weights.bias().dims()));
    }

    @Override
    public void close() {
        offsets.close();
        means.close();
        deviations.close();
    }
}
