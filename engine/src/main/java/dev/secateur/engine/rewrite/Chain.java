package dev.secateur.engine.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.tensor.TensorType;

/// Questions about who else sees a value, which every rule asks before it takes the value away.
public final class Chain {

    private Chain() {}

    /// Why a value cannot be taken away between the node that makes it and the only node that may use it.
    ///
    /// @return null if it can
    public static @Nullable String obstacle(Graph graph, Value value, Node user) {
        if (graph.isOutput(value)) {
            return "the result of " + name(graph, value) + " is a result of the model";
        }
        List<Use> others = graph.uses(value).stream().filter(u -> u.node().id() != user.id()).toList();
        if (others.stream().anyMatch(Use::isCapture)) {
            return "a sub-graph of " + graph.name(others.getFirst().node()) + " uses the result of "
                    + name(graph, value);
        }
        if (!others.isEmpty()) {
            return "the result of " + name(graph, value) + " is used by "
                    + others.stream().map(u -> graph.name(u.node())).distinct().limit(3)
                            .collect(Collectors.joining(" and "))
                    + " too";
        }
        return graph.uses(value).size() > 1 ? "the result of " + name(graph, value) + " is used twice" : null;
    }

    private static String name(Graph graph, Value value) {
        return graph.producer(value).map(graph::name).orElse(graph.name(value));
    }

    /// The extent of a value along an axis, as far as its type and the operators before it tell; -1 if they do not.
    ///
    /// @param fromEnd the axis counted from the last one, which is 1
    public static long width(Graph graph, Value value, int fromEnd) {
        return Width.of(graph, value, fromEnd);
    }

    /// The convolution whose result this one reads, straight or through batch normalisation, and that nothing else sees.
    ///
    /// @param through true if a batch normalisation may stand between
    public static Match<Convolution> before(Graph graph, Node node, boolean through) {
        Node user = node;
        Optional<Node> maker = graph.producer(node.input(0));
        while (maker.isPresent()) {
            String obstacle = obstacle(graph, user.input(0), user);
            if (obstacle != null) {
                return Match.no(obstacle, maker.get(), user);
            }
            user = maker.get();
            if (!through || !(user.op() instanceof BatchNormalization)) {
                return Convolution.read(graph, user);
            }
            maker = graph.producer(user.input(0));
        }
        return Match.no("no convolution comes before it", node);
    }

    /// Forgets declared extents of the values between two nodes, `from` being the first and reached from `to` upwards.
    public static void forgetExtents(Graph graph, GraphEditor editor, Node from, Node to) {
        Value value = to.input(0);
        while (true) {
            TensorType known = graph.types().get(value);
            if (known != null && known.shape() != null) {
                editor.declare(value, new TensorType(known.dtype(), null));
            }
            Node maker = graph.producer(value).orElseThrow();
            if (maker.id() == from.id()) {
                return;
            }
            value = maker.input(0);
        }
    }
}
