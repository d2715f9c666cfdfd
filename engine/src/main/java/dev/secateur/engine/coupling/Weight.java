package dev.secateur.engine.coupling;

import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.tensor.Tensor;

/// The constant that an operand is.
final class Weight {

    private Weight() {}

    /// The constant, also behind `Identity` nodes: exporters store equal weights of different layers once and pass the
    /// others through an `Identity`.
    static Optional<Tensor> of(Graph graph, Value operand) {
        Value value = operand;
        while (value.isPresent()) {
            Optional<Tensor> constant = graph.constant(value);
            Optional<Node> copy = graph.producer(value).filter(n -> n.op() instanceof Identity);
            if (constant.isPresent() || copy.isEmpty()) {
                return constant;
            }
            value = copy.get().input(0);
        }
        return Optional.empty();
    }
}
