package dev.secateur.engine.cost;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// A node with what is known of its operands and results, for counting.
final class Place {

    private final Graph graph;
    private final Shapes shapes;
    private final Node node;

    Place(Graph graph, Shapes shapes, Node node) {
        this.graph = graph;
        this.shapes = shapes;
        this.node = node;
    }

    Node node() {
        return node;
    }

    @Nullable
    Shape input(int index) {
        return shapes.shape(node.input(index));
    }

    @Nullable
    Shape output() {
        return shapes.shape(node.output());
    }

    /// Shapes within a sub-graph of the node, null if nobody looked into it.
    @Nullable
    Shapes inside(String body) {
        return shapes.inside(node, body);
    }

    /// Constants that sub-graphs of the node use by name.
    Stream<Tensor> capturedWeights() {
        return node.captures().stream().flatMap(v -> graph.constant(v).stream())
                .filter(t -> t.dtype().isFloating() && t.elements() > 1);
    }

    /// Bytes of all results, 0 for a constant; empty if one is open.
    OptionalLong resultBytes() {
        if (node.op() instanceof Constant) {
            return OptionalLong.of(0);
        }
        long sum = 0;
        for (Value output : node.outputs()) {
            OptionalLong bytes = output.isPresent() ? bytes(shapes.type(output)) : OptionalLong.of(0);
            if (bytes.isEmpty()) {
                return bytes;
            }
            sum = CostRules.saturated(sum, bytes.getAsLong());
        }
        return OptionalLong.of(sum);
    }

    /// The constant behind an operand, also through nodes that only give it another form.
    Optional<Tensor> weight(int index) {
        Value value = node.input(index);
        for (Optional<Node> maker = graph.producer(value); maker.isPresent()
                && keepsElements(maker.get()); maker = graph.producer(value)) {
            value = maker.get().input(0);
        }
        return graph.constant(value);
    }

    /// The constant behind an operand if it holds real numbers, quantised or not.
    Optional<Tensor> realWeight(int index) {
        DType seen = shapes.type(node.input(index)).dtype();
        return weight(index).filter(t -> t.dtype().isFloating()
                || seen != null && seen.isFloating() && t.dtype() != DType.INT64 && t.dtype() != DType.BOOL);
    }

    private static boolean keepsElements(Node node) {
        return switch (node.op()) {
            case Identity i -> true;
            case Reshape r -> true;
            case Transpose t -> true;
            case Flatten f -> true;
            case Squeeze s -> true;
            case Unsqueeze u -> true;
            case Cast c -> true;
            case CastLike c -> true;
            case Expand e -> true;
            case QuantizeLinear q -> true;
            case DequantizeLinear d -> true;
            default -> false;
        };
    }

    /// Product of the extents of a shape; empty if the shape or one of them is open.
    static OptionalLong elements(@Nullable Shape shape) {
        return shape == null ? OptionalLong.empty() : shape.elements();
    }

    /// Product of numbers, none of which is open; empty if it does not fit a long.
    static OptionalLong product(OptionalLong first, long... factors) {
        if (first.isEmpty()) {
            return first;
        }
        long product = first.getAsLong();
        for (long factor : factors) {
            if (factor < 0 || Math.multiplyHigh(product, factor) != 0 || product * factor < 0) {
                return OptionalLong.empty();
            }
            product *= factor;
        }
        return OptionalLong.of(product);
    }

    /// Bytes of a value; empty if its type or an extent is open.
    static OptionalLong bytes(TensorType type) {
        OptionalLong elements = elements(type.shape());
        if (elements.isEmpty() || type.dtype() == null || type.dtype().bits() == 0
                || elements.getAsLong() > Long.MAX_VALUE / 128) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(type.dtype().bytes(elements.getAsLong()));
    }
}
