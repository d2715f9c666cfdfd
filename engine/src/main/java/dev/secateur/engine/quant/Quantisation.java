package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;

/// Plans what is rounded how: from the bits of layers and from what was seen of their activations to grids and codes.
///
/// @param graph with its batch normalisations folded
/// @param bits by node id; a layer that is not named stays float32
/// @param style how grids are found
public record Quantisation(Graph graph, Map<Integer, LayerBits> bits, Style style) {

    public Quantisation {
        bits = Map.copyOf(bits);
    }

    /// How grids are found and where numbers are rounded.
    ///
    /// @param weights for weights
    /// @param activations for what flows
    /// @param integer true to round all that ONNX Runtime needs for computing in integers, false for the inputs of layers alone
    /// @param packed true to store codes of at most 4 bits as INT4
    /// @param biasCorrection true to take off the bias what rounded weights add to it on average
    public record Style(WeightGrids weights, RangeSearch activations, boolean integer, boolean packed,
            boolean biasCorrection) {

        /// The same with bias correction or without.
        public Style withBiasCorrection(boolean correct) {
            return new Style(weights, activations, integer, packed, correct);
        }
    }

    /// The layers that have bits.
    public List<QuantLayer> layers() {
        return QuantLayer.of(graph).stream().filter(l -> bits.containsKey(l.node().id())).toList();
    }

    private LayerBits of(QuantLayer layer) {
        return bits.getOrDefault(layer.node().id(), LayerBits.FLOAT);
    }

    /// The values that are rounded.
    public Placement placement() {
        List<QuantLayer> rounded = layers().stream()
                .filter(l -> of(l).activations() != PlannedLayer.FLOAT_BITS).toList();
        return style.integer() ? Placement.integer(graph, rounded) : Placement.inputs(rounded);
    }

    /// What has to be watched when the network runs on data; empty if weights alone are quantised.
    public List<Value> watched() {
        return List.copyOf(placement().rounded().keySet());
    }

    /// What has to be watched for biases to be corrected, rounded or not; empty if they are not to be.
    public List<Value> watchedForBiases() {
        return !style.biasCorrection()
                ? List.of()
                : layers().stream()
                        .filter(l -> of(l).weights() != PlannedLayer.FLOAT_BITS && l.canShift(graph))
                        .map(QuantLayer::data).distinct().toList();
    }

    /// The plan.
    ///
    /// @param seen of every value of {@link #watched()}; biases are corrected where what flows into their layer was seen too
    public QuantPlan plan(Map<Value, Calibration.Seen> seen, Progress progress) {
        Placement placement = placement();
        Map<Value, List<Grid>> grids = new LinkedHashMap<>();
        for (Value value : placement.rounded().keySet()) {
            progress.check();
            List<Grid> own = grids(value, placement, seen);
            if (!own.isEmpty()) {
                grids.put(value, own);
            }
        }
        List<PlannedLayer> planned = new ArrayList<>();
        List<QuantLayer> layers = layers();
        for (QuantLayer layer : layers) {
            progress.report((double) planned.size() / layers.size(), "Rounding " + layer.name());
            progress.check();
            planned.add(planned(layer, grids, seen.get(layer.data()), progress));
        }
        return new QuantPlan(planned, grids, style.integer(), style.packed());
    }

    private List<Grid> grids(Value value, Placement placement, Map<Value, Calibration.Seen> seen) {
        TreeSet<Integer> widths = new TreeSet<>(Comparator.reverseOrder());
        for (Use use : graph.uses(value)) {
            LayerBits own = use.index() == 0 ? bits.get(use.node().id()) : null;
            int width = own != null && isLayer(use.node()) ? own.activations() : PlannedLayer.FLOAT_BITS;
            if (width != PlannedLayer.FLOAT_BITS) {
                widths.add(width);
            } else if (style.integer()) {
                widths.add(Byte.SIZE);
            }
        }
        Value root = placement.rounded().getOrDefault(value, value);
        List<Grid> grids = new ArrayList<>();
        for (int width : widths) {
            // Where numbers are only moved, rounding again to the same grid changes nothing.
            Value source = width == Byte.SIZE ? root : value;
            grids.add(style.activations().grid(histogram(source, seen), width));
        }
        return grids;
    }

    private boolean isLayer(Node node) {
        return QuantLayer.at(graph, node).isPresent();
    }

    private static Histogram histogram(Value value, Map<Value, Calibration.Seen> seen) {
        return Objects.requireNonNull(seen.get(value), "a value that is rounded was not watched").histogram();
    }

    private PlannedLayer planned(QuantLayer layer, Map<Value, List<Grid>> grids, Calibration.@Nullable Seen seen,
            Progress progress) {
        LayerBits own = of(layer);
        Grid data = grids.getOrDefault(layer.data(), List.of()).stream().filter(g -> g.bits() == own.activations())
                .findFirst().orElse(null);
        float[] bias = layer.bias(graph).orElse(null);
        if (own.weights() == PlannedLayer.FLOAT_BITS) {
            return new PlannedLayer(layer, null, data, null);
        }
        float[] values = layer.weight().toFloats();
        float[][] limits = style.weights().limits(layer.rows(), style.weights().perChannel() ? layer.channels() : 1,
                new int[]{own.weights()}, Kernels.current(), progress);
        QuantisedWeight weight = QuantisedWeight.of(layer, values, limits[0], own.weights());
        if (style.biasCorrection() && seen != null && layer.canShift(graph)) {
            bias = BiasCorrection.corrected(weight, values, bias, seen.channelMeans());
        }
        if (bias != null && data != null) {
            weight = weight.carrying(values, bias, data.scale());
        }
        return new PlannedLayer(layer, weight, data, bias);
    }

    /// What rounding the weights of every layer loses, by node id, from the plan.
    public static Map<Integer, Loss> losses(QuantPlan plan) {
        Map<Integer, Loss> losses = new HashMap<>();
        for (PlannedLayer layer : plan.layers()) {
            QuantisedWeight weight = layer.weight();
            losses.put(layer.layer().node().id(),
                    weight == null ? Loss.NONE : Loss.between(layer.layer().weight().toFloats(), weight.restored()));
        }
        return losses;
    }
}
