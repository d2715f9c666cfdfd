package dev.secateur.engine.compress.slb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.NearestNames;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.QuantLayer;

/// Which layers are searched, and which are left and why.
record LayerPlan(List<SearchedLayer> layers, List<SlbReport.Left> left) {

    /// Fewer bits destroy a layer with so few weights for each channel.
    private static final int DEPTHWISE = 4;

    static LayerPlan of(Graph graph, SlbConfig config) throws ProblemException {
        List<QuantLayer> all = QuantLayer.of(graph);
        Map<String, Own> own = own(config.layers(), all);
        List<SearchedLayer> layers = new ArrayList<>();
        List<SlbReport.Left> left = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            QuantLayer layer = all.get(i);
            boolean end = i == 0 || i == all.size() - 1;
            Own asked = own.get(layer.name());
            if (graph.uses(layer.node().input(1)).size() > 1) {
                left.add(new SlbReport.Left(layer.name(), "other nodes use its weights too"));
            } else if (asked == null && end && config.ends() == Ends.FLOAT) {
                left.add(new SlbReport.Left(layer.name(), i == 0
                        ? "it is the first layer, which stays float32"
                        : "it is the last layer, which stays float32"));
            } else if (asked != null && asked.weights() == SearchedLayer.FLOAT) {
                left.add(new SlbReport.Left(layer.name(), "it was asked to stay float32"));
            } else {
                int bits = asked != null ? asked.weights() : isDepthwise(layer) ? DEPTHWISE : config.weightBits();
                int activations = asked != null && asked.activations() != null
                        ? asked.activations()
                        : config.activationBits();
                layers.add(new SearchedLayer(layer, new Candidates(bits), activations,
                        isNormalised(graph, layer.node())));
            }
        }
        return new LayerPlan(layers, left);
    }

    private static boolean isDepthwise(QuantLayer layer) {
        return layer.node().op() instanceof Conv conv && conv.group() > 1 && layer.weight().dim(1) == 1;
    }

    /// True if nothing but a batch normalisation reads the layer's result.
    private static boolean isNormalised(Graph graph, Node node) {
        List<Use> uses = graph.uses(node.output());
        return node.op() instanceof Conv && !graph.isOutput(node.output()) && uses.size() == 1
                && uses.getFirst().node().op() instanceof BatchNormalization;
    }

    /// What was asked for a layer.
    ///
    /// @param activations null for those of all layers
    private record Own(int weights, @Nullable Integer activations) {}

    private static Map<String, Own> own(List<String> texts, List<QuantLayer> layers) throws ProblemException {
        Map<String, Own> own = new LinkedHashMap<>();
        List<String> names = layers.stream().map(QuantLayer::name).toList();
        for (String text : texts) {
            int colon = text.lastIndexOf(':');
            String name = text.substring(0, Math.max(0, colon));
            if (!names.contains(name)) {
                throw ProblemException.ofSetting("no layer can be searched by this name", colon < 0 ? text : name,
                        "layers are convolutions and matrix products with constant float32 weights",
                        NearestNames.hint(name, names));
            }
            own.put(name, bits(text, text.substring(colon + 1).strip()));
        }
        return own;
    }

    private static Own bits(String whole, String text) throws ProblemException {
        String[] parts = text.split("/", 2);
        try {
            int weights = Integer.parseInt(parts[0].strip());
            Integer activations = parts.length > 1 ? Integer.valueOf(parts[1].strip()) : null;
            if ((Candidates.isWidth(weights) || weights == SearchedLayer.FLOAT)
                    && (activations == null || SlbConfig.isActivation(activations))) {
                return new Own(weights, activations);
            }
        } catch (NumberFormatException e) {
            throw unreadable(whole);
        }
        throw unreadable(whole);
    }

    private static ProblemException unreadable(String text) {
        return ProblemException.ofSetting("cannot read the bits of a layer", text,
                "it must be NAME:BITS or NAME:BITS/ACTIVATIONS, weights of 1, 2, 4 or 32 bits and activations of 1 to 8 or 32",
                "write for instance conv1:4 or conv1:4/8");
    }

    /// Bits of what flows into the layers where it is rounded, by node id.
    Map<Integer, Integer> activationBits() {
        Map<Integer, Integer> bits = new LinkedHashMap<>();
        for (SearchedLayer layer : layers) {
            if (layer.activations() != SearchedLayer.FLOAT) {
                bits.put(layer.layer().node().id(), layer.activations());
            }
        }
        return bits;
    }
}
