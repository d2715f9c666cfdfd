package dev.secateur.engine.autograd;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.tensor.Tensor;

/// Which constants of a graph are trained, and what they are for.
final class Roles {

    private Roles() {}

    /// The constants that operators of the part learn, in the order of the nodes.
    static Map<Value, ParameterKind> of(Graph graph, Part part) {
        Map<Value, ParameterKind> roles = new LinkedHashMap<>();
        for (Node node : part.nodes()) {
            AutogradRule<?> rule = AutogradRules.find(node.op());
            for (int i = 0; rule != null && i < node.inputs().size(); i++) {
                ParameterKind kind = kind(rule, node.op(), i);
                Value origin = origin(graph, node.input(i));
                Optional<Tensor> constant = graph.constant(origin);
                if (kind != null && constant.isPresent() && isTrainable(node.op(), constant.get())) {
                    roles.merge(origin, kind, (a, b) -> a.compareTo(b) <= 0 ? a : b);
                }
            }
        }
        return roles;
    }

    /// The constant behind nodes that only give it another form.
    private static Value origin(Graph graph, Value value) {
        Value origin = value;
        for (Optional<Node> maker = graph.producer(origin); maker.isPresent()
                && keepsElements(maker.get()); maker = graph.producer(origin)) {
            origin = maker.get().input(0);
        }
        return origin;
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
            case Expand e -> true;
            default -> false;
        };
    }

    /// Single numbers are steps of a formula where an operator is not made for weights.
    private static boolean isTrainable(Op op, Tensor constant) {
        boolean anyConstant = switch (op) {
            case Binary b -> b.kind() == Binary.Kind.PRELU;
            case Concat c -> false;
            case Expand e -> false;
            case Gather g -> false;
            default -> true;
        };
        return constant.dtype().isFloating() && (anyConstant || constant.elements() > 1);
    }

    /// The table pairs each class with a rule for that class, so the cast cannot fail.
    @SuppressWarnings("unchecked")
    private static <O extends Op> @Nullable ParameterKind kind(AutogradRule<?> rule, O op, int operand) {
        return ((AutogradRule<O>) rule).roles().of(op, operand);
    }
}
