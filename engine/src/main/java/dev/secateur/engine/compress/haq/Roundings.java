package dev.secateur.engine.compress.haq;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Clusters;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.Codebook;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.PlannedLayer;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.QuantPlan;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.quant.QuantisedWeight;

/// What weights and activations become at each width, worked out once: a policy only picks.
final class Roundings {

    private static final int SEARCH_ITERATIONS = 3;
    private static final int FINAL_ITERATIONS = 50;

    private final Graph folded;
    private final RoundingChoice choice;
    private final Map<Value, Calibration.Seen> seen;
    private final List<QuantLayer> layers;
    private final Map<Integer, QuantPlan> plans = new HashMap<>();
    private final Map<Integer, Grid> grids = new HashMap<>();
    private final Map<Long, Clusters> codebooks = new HashMap<>();

    /// @param seen of what flows into every layer
    Roundings(Graph folded, RoundingChoice choice, Map<Value, Calibration.Seen> seen) {
        this.folded = folded;
        this.choice = choice;
        this.seen = Map.copyOf(seen);
        this.layers = QuantLayer.of(folded);
    }

    Graph folded() {
        return folded;
    }

    RoundingChoice choice() {
        return choice;
    }

    List<QuantLayer> layers() {
        return layers;
    }

    boolean isLinear() {
        return choice.quantiser() == Quantiser.LINEAR;
    }

    /// One layer at a width of weights.
    ///
    /// @param weights in the layout of the layer
    /// @param bias null if it stays as it is
    record Rounded(float[] weights, float @Nullable [] bias) {}

    /// A layer's weights at a width.
    Rounded weights(int layer, int bits, Progress progress) {
        if (isLinear()) {
            PlannedLayer planned = planned(layer, bits, progress);
            return new Rounded(Objects.requireNonNull(planned.weight()).restored(), planned.bias());
        }
        return new Rounded(nearest(layers.get(layer).weight().toFloats(), codebook(layer, bits, false).centres()),
                null);
    }

    /// A layer's weights as codes.
    PlannedLayer planned(int layer, int bits, Progress progress) {
        QuantPlan plan = plans.get(bits);
        if (plan == null) {
            Map<Integer, LayerBits> all = new HashMap<>();
            layers.forEach(l -> all.put(l.node().id(), new LayerBits(bits, PlannedLayer.FLOAT_BITS)));
            plan = new Quantisation(folded, all, choice.inner()).plan(seen, progress.quiet());
            plans.put(bits, plan);
        }
        return plan.layers().get(layer);
    }

    /// Steps of a layer's codes, one a channel or a single one.
    float[] steps(int layer, int bits, Progress progress) {
        QuantisedWeight weight = Objects.requireNonNull(planned(layer, bits, progress).weight());
        return weight.steps();
    }

    /// The numbers that a layer's weights may take.
    ///
    /// @param atLast true for the policy that stays, false while policies are tried
    Clusters codebook(int layer, int bits, boolean atLast) {
        return codebooks.computeIfAbsent(((long) layer << 8 | bits) * 2 + (atLast ? 1 : 0),
                k -> Kernels.current().clusters(layers.get(layer).weight().toFloats(), 1 << bits,
                        atLast ? FINAL_ITERATIONS : SEARCH_ITERATIONS));
    }

    /// What flows into a layer, rounded.
    Grid grid(int layer, int bits) {
        return grids.computeIfAbsent(layer << 6 | bits, k -> choice.style().activations()
                .grid(Objects.requireNonNull(seen.get(layers.get(layer).data())).histogram(), bits));
    }

    /// Each number becomes the nearest centre.
    ///
    /// @param centres rising
    static float[] nearest(float[] values, float[] centres) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = centres[Codebook.nearest(centres, values[i])];
        }
        return result;
    }
}
