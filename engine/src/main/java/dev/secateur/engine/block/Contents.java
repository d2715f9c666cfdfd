package dev.secateur.engine.block;

import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Softmax;

/// What some nodes are made of, as far as it tells kinds of blocks apart.
///
/// @param convolutions number of convolutions
/// @param depthwise how many of them filter each channel alone
/// @param products number of matrix products with constant weights
/// @param attention the node that makes weights of an attention, null if there is none
/// @param normalisation a node of a normalisation whose statistics follow from the input, null if there is none
/// @param learns true if anything has weights
record Contents(int convolutions, int depthwise, int products, @Nullable Node attention, @Nullable Node normalisation,
        boolean learns) {

    private static final Set<String> NORMALISATIONS = Set.of("LayerNormalization", "InstanceNormalization",
            "GroupNormalization", "SimplifiedLayerNormalization", "SkipLayerNormalization", "LpNormalization",
            "MeanVarianceNormalization", "RMSNormalization");
    private static final Set<String> ATTENTIONS = Set.of("Attention", "MultiHeadAttention");

    static Contents of(Graph graph, Flow flow, Collection<Node> nodes) {
        int convolutions = 0;
        int depthwise = 0;
        int products = 0;
        Node softmax = null;
        Node fused = null;
        Node normalisation = null;
        boolean pairs = false;
        boolean learns = false;
        for (Node node : nodes) {
            if (flow.isStill(node.output())) {
                continue;
            }
            String type = node.op().type();
            learns |= learns(graph, node);
            if (node.op().family() == OpFamily.CONVOLUTION) {
                convolutions++;
                depthwise += Traits.of(graph, node).depthwise() ? 1 : 0;
            } else if (node.op().family() == OpFamily.LINEAR) {
                boolean constant = flow.moving(node).size() < 2;
                products += constant ? 1 : 0;
                pairs |= !constant;
            } else if (node.op() instanceof Softmax) {
                softmax = node;
            } else if (ATTENTIONS.contains(type)) {
                fused = node;
            } else if (normalisation == null && (NORMALISATIONS.contains(type) || centres(graph, node))) {
                normalisation = node;
            }
        }
        return new Contents(convolutions, depthwise, products, fused != null ? fused : pairs ? softmax : null,
                normalisation, learns);
    }

    /// True if the node has weights: a convolution, a matrix product, or an unknown operator with a constant of two axes or more.
    static boolean learns(Graph graph, Node node) {
        OpFamily family = node.op().family();
        return family == OpFamily.CONVOLUTION || family == OpFamily.LINEAR
                || node.op() instanceof Opaque && node.inputs().stream()
                        .anyMatch(v -> graph.constant(v).filter(t -> t.rank() > 1 && t.elements() > 1).isPresent());
    }

    /// True for `x - mean(x)`: the first step of a normalisation that is written out.
    private static boolean centres(Graph graph, Node node) {
        return node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.SUB
                && graph.producer(node.input(1))
                        .filter(m -> m.op() instanceof Reduce r && r.kind() == Reduce.Kind.MEAN
                                && m.input(0).equals(node.input(0)))
                        .isPresent();
    }
}
