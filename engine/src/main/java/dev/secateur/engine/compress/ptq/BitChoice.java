package dev.secateur.engine.compress.ptq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.PlannedLayer;
import dev.secateur.engine.quant.Processor;
import dev.secateur.engine.quant.QuantLayer;

/// Which layer gets how many bits.
///
/// @param bits by node id
/// @param left layers that stay float32, with reasons
/// @param processor what was decided about 7 bits, and why
record BitChoice(Map<Integer, LayerBits> bits, List<PtqReport.Left> left, String processor) {

    private static final int SEVEN = 7;

    static BitChoice of(Graph graph, PtqConfig config) throws ProblemException {
        List<QuantLayer> layers = QuantLayer.of(graph);
        Map<String, LayerBits> own = own(config.layers(), layers);
        Processor processor = Processor.present();
        boolean seven = config.sevenBits() == SevenBits.ALWAYS
                || config.sevenBits() == SevenBits.AUTO && !processor.wholeBytes();
        Map<Integer, LayerBits> bits = new LinkedHashMap<>();
        List<PtqReport.Left> left = new ArrayList<>(unfit(graph));
        for (int i = 0; i < layers.size(); i++) {
            QuantLayer layer = layers.get(i);
            LayerBits wanted = own.get(layer.name());
            if (wanted == null) {
                boolean end = i == 0 || i == layers.size() - 1;
                wanted = atEnds(new LayerBits(config.weightBits(), config.activationBits()),
                        end ? config.ends() : Ends.SAME);
            }
            LayerBits given = config.codebook() ? wanted : kept(wanted, seven);
            if (given.equals(LayerBits.FLOAT)) {
                left.add(new PtqReport.Left(layer.name(), "it was asked to stay float32"));
            } else {
                bits.put(layer.node().id(), given);
            }
        }
        return new BitChoice(bits, left,
                config.codebook() ? "weights of codebooks use all their bits" : switch (config.sevenBits()) {
                    case AUTO -> processor.description();
                    case ALWAYS -> "weights keep to 7 bits, as asked";
                    case NEVER -> "8-bit weights use all 8 bits, as asked";
                });
    }

    private static LayerBits atEnds(LayerBits bits, Ends ends) {
        return switch (ends) {
            case SAME -> bits;
            case EIGHT -> new LayerBits(Math.max(bits.weights(), Byte.SIZE), Math.max(bits.activations(), Byte.SIZE));
            case FLOAT -> LayerBits.FLOAT;
        };
    }

    /// Only products of bytes saturate.
    private static LayerBits kept(LayerBits bits, boolean seven) {
        return seven && bits.weights() == Byte.SIZE && bits.activations() <= Byte.SIZE
                ? new LayerBits(SEVEN, bits.activations())
                : bits;
    }

    private static Map<String, LayerBits> own(List<String> texts, List<QuantLayer> layers) throws ProblemException {
        Map<String, LayerBits> own = new LinkedHashMap<>();
        for (String text : texts) {
            int colon = text.lastIndexOf(':');
            String name = colon < 0 ? text : text.substring(0, colon);
            if (layers.stream().noneMatch(l -> l.name().equals(name))) {
                throw ProblemException.ofSetting("no layer can be quantised by this name", name,
                        "layers are convolutions and matrix products with constant float32 weights",
                        layers.isEmpty() ? "" : "the first one is " + layers.getFirst().name());
            }
            own.put(name, bits(text, colon < 0 ? "" : text.substring(colon + 1)));
        }
        return own;
    }

    private static LayerBits bits(String whole, String text) throws ProblemException {
        String[] parts = text.split("/");
        try {
            if (parts.length == 2) {
                return new LayerBits(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(whole);
        }
        throw unreadable(whole);
    }

    private static ProblemException unreadable(String text) {
        return ProblemException.ofSetting("cannot read the bits of a layer", text,
                "it must be NAME:WEIGHTS/ACTIVATIONS, each 2 to 16 or 32", "write for instance conv1:4/8");
    }

    /// Layers that cannot be quantised.
    private static List<PtqReport.Left> unfit(Graph graph) {
        List<PtqReport.Left> left = new ArrayList<>();
        for (Node node : graph.nodes()) {
            boolean layer = node.op() instanceof Conv || node.op() instanceof ConvTranspose
                    || node.op() instanceof Gemm || node.op() instanceof MatMul;
            if (layer && QuantLayer.at(graph, node).isEmpty()) {
                left.add(new PtqReport.Left(graph.name(node), "its weights are not constant float32 numbers"));
            }
        }
        return left;
    }

    /// Bits of what flows into the layers where it is rounded, by node id.
    Map<Integer, Integer> activationBits() {
        Map<Integer, Integer> rounded = new LinkedHashMap<>();
        bits.forEach((id, own) -> {
            if (own.activations() != PlannedLayer.FLOAT_BITS) {
                rounded.put(id, own.activations());
            }
        });
        return rounded;
    }

    /// True if what flows into some layer is rounded.
    boolean roundsActivations() {
        return bits.values().stream().anyMatch(b -> b.activations() != PlannedLayer.FLOAT_BITS);
    }
}
