package dev.secateur.engine.compress.slb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /// Bits of weights that stay as they are.
    private static final int FLOAT = 32;
    /// Fewer bits destroy a layer with so few weights for each channel.
    private static final int DEPTHWISE = 4;

    static LayerPlan of(Graph graph, SlbConfig config) throws ProblemException {
        List<QuantLayer> all = QuantLayer.of(graph);
        Map<String, Integer> own = own(config.layers(), all);
        List<SearchedLayer> layers = new ArrayList<>();
        List<SlbReport.Left> left = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            QuantLayer layer = all.get(i);
            boolean end = i == 0 || i == all.size() - 1;
            Integer asked = own.get(layer.name());
            if (graph.uses(layer.node().input(1)).size() > 1) {
                left.add(new SlbReport.Left(layer.name(), "other nodes use its weights too"));
            } else if (asked == null && end && config.ends() == Ends.FLOAT) {
                left.add(new SlbReport.Left(layer.name(), i == 0
                        ? "it is the first layer, which stays float32"
                        : "it is the last layer, which stays float32"));
            } else if (asked != null && asked == FLOAT) {
                left.add(new SlbReport.Left(layer.name(), "it was asked to stay float32"));
            } else {
                int bits = asked != null ? asked : isDepthwise(layer) ? DEPTHWISE : config.weightBits();
                layers.add(new SearchedLayer(layer, new Candidates(bits), isNormalised(graph, layer.node())));
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

    private static Map<String, Integer> own(List<String> texts, List<QuantLayer> layers) throws ProblemException {
        Map<String, Integer> own = new LinkedHashMap<>();
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

    private static int bits(String whole, String text) throws ProblemException {
        return switch (text) {
            case "1" -> 1;
            case "2" -> 2;
            case "4" -> 4;
            case "32" -> FLOAT;
            default -> throw ProblemException.ofSetting("cannot read the bits of a layer", whole,
                    "it must be NAME:BITS with 1, 2, 4 or 32 bits", "write for instance conv1:4");
        };
    }
}
