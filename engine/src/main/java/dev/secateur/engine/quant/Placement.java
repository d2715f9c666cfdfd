package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;

/// Which values are rounded beside the inputs of layers, so that ONNX Runtime goes from layer to layer in integers: results of
/// convolutions after their activation, sums, joined channels, means, and whatever only moves numbers around.
///
/// @param rounded the values, each with the value whose grid it shares (itself where it has its own)
public record Placement(Map<Value, Value> rounded) {

    public Placement {
        rounded = new LinkedHashMap<>(rounded);
    }

    /// Inputs of layers alone: what the layers compute is as their bits say, but ONNX Runtime computes in float32.
    public static Placement inputs(List<QuantLayer> layers) {
        Map<Value, Value> rounded = new LinkedHashMap<>();
        layers.forEach(l -> rounded.put(l.data(), l.data()));
        return new Placement(rounded);
    }

    /// All that lets ONNX Runtime compute in integers.
    ///
    /// @param layers whose activations are quantised
    public static Placement integer(Graph graph, List<QuantLayer> layers) {
        Map<Value, Value> rounded = new LinkedHashMap<>();
        Set<Value> results = new LinkedHashSet<>();
        for (QuantLayer layer : layers) {
            rounded.put(layer.data(), layer.data());
            if (layer.node().op() instanceof Conv) {
                results.add(activated(graph, layer.node().output()));
            }
        }
        results.stream().filter(v -> !graph.isOutput(v)).forEach(v -> rounded.put(v, v));
        for (Node node : graph.nodes()) {
            carry(graph, node, rounded);
        }
        return new Placement(rounded);
    }

    private static void carry(Graph graph, Node node, Map<Value, Value> rounded) {
        Value result = activated(graph, node.output());
        if (graph.isOutput(result)) {
            return;
        }
        if (moves(node.op()) && rounded.containsKey(node.input(0)) && result.equals(node.output())) {
            // A value that a layer rounds in its own right shares the grid all the same: moved numbers are the same numbers.
            rounded.put(result, rounded.get(node.input(0)));
        } else if (joins(graph, node) && operands(graph, node).stream().allMatch(rounded::containsKey)) {
            rounded.putIfAbsent(result, result);
        }
    }

    private static boolean moves(Op op) {
        return op instanceof MaxPool || op instanceof Reshape || op instanceof Flatten || op instanceof Transpose
                || op instanceof Squeeze || op instanceof Unsqueeze;
    }

    private static boolean joins(Graph graph, Node node) {
        return switch (node.op()) {
            case Binary(Binary.Kind kind) -> kind == Binary.Kind.ADD && operands(graph, node).size() == 2;
            case Concat c -> operands(graph, node).size() == node.inputs().size();
            case AveragePool p -> true;
            case GlobalPool(GlobalPool.Kind kind) -> kind == GlobalPool.Kind.AVERAGE;
            default -> false;
        };
    }

    private static List<Value> operands(Graph graph, Node node) {
        List<Value> computed = new ArrayList<>(node.inputs());
        computed.removeIf(v -> !v.isPresent() || graph.constant(v).isPresent());
        return computed;
    }

    /// The value after a rectifier that alone reads a value; the value itself if there is none. The runtime makes the rectifier
    /// part of the rounding.
    private static Value activated(Graph graph, Value value) {
        List<Use> uses = graph.uses(value);
        if (uses.size() != 1 || graph.isOutput(value)) {
            return value;
        }
        Node next = uses.getFirst().node();
        boolean rectifies = next.op() instanceof Clip
                || next.op() instanceof Unary(Unary.Kind kind) && kind == Unary.Kind.RELU;
        return rectifies && !uses.getFirst().isCapture() ? next.output() : value;
    }
}
