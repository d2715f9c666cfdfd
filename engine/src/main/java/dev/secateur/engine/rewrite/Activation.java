package dev.secateur.engine.rewrite;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Unary;

/// An element-wise activation function: one node, or two where the exporter writes `x * gate(x)`.
///
/// @param name for people: `Relu`, `Clip`, `x · Sigmoid(x)`
/// @param input what it is applied to
/// @param last the node that makes the result
/// @param nodes all its nodes, the last one last
public record Activation(String name, Value input, Node last, List<Node> nodes) {

    public Activation {
        nodes = List.copyOf(nodes);
    }

    /// The result.
    public Value output() {
        return last.output();
    }

    /// The activation that ends in this node; empty if the node ends none.
    public static Optional<Activation> endingIn(Graph graph, Node node) {
        if (node.op() instanceof Softmax) {
            return Optional.empty();
        }
        if (node.op().family() == OpFamily.ACTIVATION || isPrelu(graph, node)) {
            return Optional.of(new Activation(node.op().type(), node.input(0), node, List.of(node)));
        }
        if (node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.MUL) {
            return gated(graph, node);
        }
        return Optional.empty();
    }

    private static boolean isPrelu(Graph graph, Node node) {
        return node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.PRELU
                && graph.constant(node.input(1)).isPresent();
    }

    private static Optional<Activation> gated(Graph graph, Node product) {
        for (int i = 0; i < 2; i++) {
            Value data = product.input(i);
            Node gate = graph.producer(product.input(1 - i)).orElse(null);
            if (gate != null && isGate(gate) && gate.input(0).equals(data)) {
                return Optional
                        .of(new Activation("x · " + gate.op().type() + "(x)", data, product, List.of(gate, product)));
            }
        }
        return Optional.empty();
    }

    private static boolean isGate(Node gate) {
        return gate.op() instanceof HardSigmoid
                || gate.op() instanceof Unary(Unary.Kind kind) && kind == Unary.Kind.SIGMOID;
    }

    /// The activation that reads a value, if it is the only one that does; a gate and its product count as one.
    public static Optional<Activation> following(Graph graph, Value value) {
        if (graph.isOutput(value) || graph.uses(value).stream().anyMatch(u -> u.isCapture())) {
            return Optional.empty();
        }
        List<Node> users = graph.uses(value).stream().map(u -> u.node()).distinct().toList();
        return users.stream().map(n -> endingIn(graph, n)).flatMap(Optional::stream)
                .filter(a -> a.input().equals(value) && a.nodes().containsAll(users)).findFirst();
    }

    /// True if the gate's own value, where there is one, is seen by the product alone.
    public boolean isPrivate(Graph graph) {
        return nodes.size() == 1 || Chain.obstacle(graph, nodes.getFirst().output(), last) == null;
    }
}
