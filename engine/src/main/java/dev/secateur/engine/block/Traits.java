package dev.secateur.engine.block;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.tensor.Tensor;

/// What tells the kinds of convolutions in a block apart; known of any convolution with constant weights.
///
/// @param pointwise true for a 1×1 kernel
/// @param depthwise true if each channel is filtered alone
record Traits(boolean pointwise, boolean depthwise) {

    /// Reads a `Conv` node; a convolution whose weights are computed has no traits.
    static Traits of(Graph graph, Node node) {
        Tensor weight = graph.constant(node.input(1)).orElse(null);
        if (!(node.op() instanceof Conv conv) || weight == null || weight.rank() < 3) {
            return new Traits(false, false);
        }
        boolean pointwise = true;
        for (int axis = 2; axis < weight.rank(); axis++) {
            pointwise &= weight.dim(axis) == 1;
        }
        return new Traits(pointwise, conv.group() > 1 && weight.dim(1) == 1);
    }

    /// The kind of block that has these convolutions on its main path.
    static BlockKind kindOf(Graph graph, List<Anatomy.Unit> units) {
        List<Traits> all = units.stream().map(u -> of(graph, graph.node(u.convolution()).orElseThrow())).toList();
        long depthwise = all.stream().filter(Traits::depthwise).count();
        long pointwise = all.stream().filter(Traits::pointwise).count();
        boolean three = all.size() == 3 && all.getFirst().pointwise && all.getLast().pointwise;
        if (depthwise == 1 && pointwise == all.size() - 1 && (three || all.size() == 2 && all.getLast().pointwise)) {
            return BlockKind.INVERTED_RESIDUAL;
        }
        if (depthwise == 0 && all.size() == 2) {
            return BlockKind.RESIDUAL_BASIC;
        }
        return three ? BlockKind.BOTTLENECK : BlockKind.OTHER_RESIDUAL;
    }

    /// True for a depthwise convolution and then two pointwise ones (Liu et al. 2022).
    static boolean isConvNext(Graph graph, List<Anatomy.Unit> units) {
        List<Traits> all = units.stream().map(u -> of(graph, graph.node(u.convolution()).orElseThrow())).toList();
        return all.size() == 3 && all.getFirst().depthwise && all.get(1).isProduct() && all.get(2).isProduct();
    }

    private boolean isProduct() {
        return pointwise && !depthwise;
    }
}
