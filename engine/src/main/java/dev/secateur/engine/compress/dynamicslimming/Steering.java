package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.Tensor;

/// Holds the outputs of the predictor where they tell pictures apart and every layer at the share that it shall have open: what is said is
/// normalised over pictures and then moved, layer by layer, by what integral control finds. Training so decides which pictures get
/// more, while how many channels of a layer work in the mean is set. Holds native memory until closed.
final class Steering implements AutoCloseable {

    private static final double GAIN = 1;
    private static final double FARTHEST = 6;
    private static final double RENEWED = 0.1;
    private static final double SMALLEST = 1e-6;

    private final double spread;
    private final Var offsets;
    private final Var means;
    private final Var deviations;
    private @Nullable Var mean;
    private @Nullable Var deviation;

    /// @param spread deviation of the outputs over pictures
    Steering(int layers, double spread) {
        this.spread = spread;
        this.offsets = Var.full(Predictor.START, layers).keep();
        this.means = Var.full(0, layers).keep();
        this.deviations = Var.full(1, layers).keep();
    }

    /// Outputs as thresholds are made from them.
    ///
    /// @param said by the predictor, `[N, layers]`
    Var on(Var said, Mode mode) {
        if (mode == Mode.EVAL) {
            return said.sub(means).div(deviations).mul(spread).add(offsets);
        }
        Var centre = said.mean(false, 0);
        Var apart = said.sub(centre);
        Var width = apart.square().mean(false, 0).add(SMALLEST).sqrt();
        mean = centre.detach();
        deviation = width.detach();
        return apart.div(width).mul(spread).add(offsets);
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
        float[] linear = weights.linear().toFloats();
        float[] bias = weights.bias().toFloats();
        double[] factors = Arrays.stream(deviations.toDoubles()).map(d -> spread / d).toArray();
        double[] centres = means.toDoubles();
        double[] moved = offsets.toDoubles();
        int inputs = linear.length / bias.length;
        for (int l = 0; l < bias.length; l++) {
            for (int i = l * inputs; i < (l + 1) * inputs; i++) {
                linear[i] = (float) (linear[i] * factors[l]);
            }
            bias[l] = (float) ((bias[l] - centres[l]) * factors[l] + moved[l]);
        }
        return new Predictor.Weights(weights.pool(), weights.first(), weights.second(),
                Tensor.of(linear, weights.linear().dims()), Tensor.of(bias, weights.bias().dims()));
    }

    @Override
    public void close() {
        offsets.close();
        means.close();
        deviations.close();
    }
}
