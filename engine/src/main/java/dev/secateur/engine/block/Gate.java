package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.rewrite.Activation;

/// A product of data and factors that follow from the data's means: squeeze-and-excitation.
///
/// @param data what is scaled
/// @param nodes the nodes that compute the factors, and the product last
/// @param learns true if weights stand on the way
record Gate(Value data, List<Node> nodes, boolean learns) {

    /// Longest way from a product back to what it scales.
    private static final int LONGEST = 16;

    /// The gate that ends in this product; empty if it is none.
    static Optional<Gate> endingIn(Graph graph, Flow flow, Node product) {
        if (!(product.op() instanceof Binary(Binary.Kind kind)) || kind != Binary.Kind.MUL
                || flow.moving(product).size() < 2) {
            return Optional.empty();
        }
        for (int i = 0; i < 2; i++) {
            Gate gate = of(graph, flow, product, i);
            if (gate != null) {
                return Optional.of(gate);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Gate of(Graph graph, Flow flow, Node product, int side) {
        Value data = product.input(side);
        List<Node> nodes = new ArrayList<>(List.of(product));
        boolean pooled = false;
        boolean learns = false;
        Value now = product.input(1 - side);
        for (int i = 0; i < LONGEST && !now.equals(data); i++) {
            Optional<Node> maker = graph.producer(now);
            if (maker.isEmpty() || flow.isStill(now)) {
                return null;
            }
            Optional<Activation> activation = Activation.endingIn(graph, maker.get());
            List<Node> step = activation.map(Activation::nodes).orElse(List.of(maker.get()));
            step.stream().filter(n -> !nodes.contains(n)).forEach(nodes::addFirst);
            pooled |= maker.get().op() instanceof GlobalPool || maker.get().op() instanceof Reduce;
            learns |= Contents.learns(graph, maker.get());
            now = activation.map(Activation::input).orElse(flow.moving(maker.get()).getFirst());
        }
        return pooled && now.equals(data) ? new Gate(data, nodes, learns) : null;
    }
}
