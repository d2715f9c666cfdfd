package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.secateur.engine.coupling.ScatterCut;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.tensor.Tensor;

/// A convolution and its normalisation under experiment.
///
/// @param gamma scales of the normalisation, one a channel
record ControlledLayer(Node conv, Node norm, float[] gamma) {

    int channels() {
        return gamma.length;
    }

    /// All layers that the experiment is made in: plain convolutions with a normalisation behind them, but not the first one of the
    /// network and not the projections of shortcuts.
    static List<ControlledLayer> of(Graph graph) {
        List<ControlledLayer> layers = new ArrayList<>();
        boolean first = true;
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Conv conv) {
                if (!first && conv.group() == 1) {
                    layer(graph, node).ifPresent(layers::add);
                }
                first = false;
            }
        }
        return layers;
    }

    private static Optional<ControlledLayer> layer(Graph graph, Node conv) {
        Optional<Node> norm = ScatterCut.normalisation(graph, conv)
                .filter(n -> n.op() instanceof BatchNormalization b && !b.training());
        if (norm.isEmpty() || isProjection(graph, conv, norm.get())) {
            return Optional.empty();
        }
        Optional<Tensor> gamma = graph.constant(norm.get().input(1));
        return gamma.map(g -> new ControlledLayer(conv, norm.get(), g.toFloats()));
    }

    /// A branch of a sum that is one convolution only, from the same value as another branch begins with.
    private static boolean isProjection(Graph graph, Node conv, Node norm) {
        Value entry = conv.input(0);
        boolean shares = graph.uses(entry).stream().map(Use::node)
                .anyMatch(n -> n.op() instanceof Conv && n.id() != conv.id());
        boolean sums = graph.uses(norm.output()).stream().map(Use::node)
                .anyMatch(n -> n.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.ADD);
        return shares && sums;
    }
}
