package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Value;

/// What training found for a layer, to take the place of what calibration found.
///
/// @param codes of the weights, in their layout; null to keep those of the plan
/// @param bits of the codes
/// @param data grid of what flows in; null to keep that of the plan
public record Learned(short @Nullable [] codes, int bits, @Nullable Grid data) {

    /// A plan with what was learned.
    ///
    /// @param plan of a graph whose weights lie on learned grids, but for rounding
    /// @param learned by the name of the layer
    public static QuantPlan into(QuantPlan plan, Map<String, Learned> learned) {
        Map<Value, List<Grid>> grids = new LinkedHashMap<>(plan.grids());
        List<PlannedLayer> layers = new ArrayList<>();
        for (PlannedLayer planned : plan.layers()) {
            Learned found = learned.get(planned.layer().name());
            layers.add(found == null ? planned : found.in(planned, grids));
        }
        return new QuantPlan(layers, grids, plan.carried(), plan.packed());
    }

    private PlannedLayer in(PlannedLayer planned, Map<Value, List<Grid>> grids) {
        Grid old = planned.data();
        Grid grid = data == null || old == null ? old : data;
        if (grid != null && old != null) {
            grids.computeIfPresent(planned.layer().data(),
                    (value, all) -> all.stream().map(g -> g.equals(old) ? grid : g).toList());
        }
        short[] own = codes;
        if (own == null) {
            return new PlannedLayer(planned.layer(), planned.weight(), grid, planned.bias());
        }
        QuantisedWeight weight = onGrid(planned.layer(), own, bits);
        float[] bias = planned.bias();
        return new PlannedLayer(planned.layer(), bias == null || grid == null
                ? weight
                : weight.carrying(weight.restored(), bias, grid.scale()), grid, bias);
    }

    /// Weights with these codes, the steps being those of the least squared distance from the layer's weights. Folding a normalisation multiplies
    /// steps, and turns codes round where it is negative.
    static QuantisedWeight onGrid(QuantLayer layer, short[] codes, int bits) {
        float[] weights = layer.weight().toFloats();
        double[] products = new double[layer.channels()];
        double[] squares = new double[layer.channels()];
        for (int i = 0; i < codes.length; i++) {
            int channel = layer.channelOf(i);
            products[channel] += (double) codes[i] * weights[i];
            squares[channel] += (double) codes[i] * codes[i];
        }
        short[] turned = codes.clone();
        float[] steps = new float[products.length];
        for (int c = 0; c < steps.length; c++) {
            float step = squares[c] == 0 ? 1 : (float) Math.abs(products[c] / squares[c]);
            steps[c] = Math.max(Float.MIN_NORMAL, step);
        }
        for (int i = 0; i < turned.length; i++) {
            turned[i] = products[layer.channelOf(i)] < 0 ? (short) -turned[i] : turned[i];
        }
        return new QuantisedWeight(layer, turned, steps, bits);
    }
}
