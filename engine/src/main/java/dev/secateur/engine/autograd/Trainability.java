package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Whether a part of a graph can be trained, and why not.
final class Trainability {

    private static final String WHAT = "the model cannot be trained";
    private static final int NAMED = 3;

    private Trainability() {}

    static void check(Graph graph, Part part, List<Value> exits, ExecutionOptions options) throws ProblemException {
        for (Node node : part.nodes()) {
            Optional<String> reason = AutogradRules.refusal(node).or(() -> special(graph, node));
            if (reason.isPresent()) {
                throw ProblemException.ofModel(WHAT, graph.name(node), reason.get(),
                        "train a part of the model that does not contain the node");
            }
        }
        for (Value constant : part.constants()) {
            Optional<Tensor> tensor = graph.constant(constant).filter(t -> !Host.canHold(t.dtype()));
            if (tensor.isPresent()) {
                throw ProblemException.ofModel(WHAT, graph.name(constant),
                        "LibTorch has no numbers of the type " + tensor.get().dtype(), "");
            }
        }
        checkPaths(graph, part, exits, options);
    }

    private static Optional<String> special(Graph graph, Node node) {
        if (node.op() instanceof BatchNormalization && (graph.constant(node.input(3)).isEmpty()
                || graph.constant(node.input(4)).isEmpty())) {
            return Optional.of("its mean and variance are not constant");
        }
        if (node.op() instanceof MaxPool && node.outputs().size() > 1 && isUsed(graph, node.outputs().get(1))) {
            return Optional.of("the indices of its maxima are used, which only ONNX Runtime computes");
        }
        return Optional.empty();
    }

    private static boolean isUsed(Graph graph, Value value) {
        return value.isPresent() && (graph.isOutput(value) || !graph.uses(value).isEmpty());
    }

    /// A trained weight whose every way to the result is blocked would silently stay as it is.
    private static void checkPaths(Graph graph, Part part, List<Value> exits, ExecutionOptions options)
            throws ProblemException {
        Set<Value> live = live(part, exits);
        for (Value weight : Roles.of(graph, part).keySet()) {
            if (live.contains(weight) || options.frozen().contains(weight)) {
                continue;
            }
            Node block = block(graph, part, weight);
            if (block != null) {
                throw ProblemException.ofModel(WHAT, graph.name(block),
                        "no gradient passes through it to " + waiting(graph, part, live, options) + ", since "
                                + why(block),
                        "freeze the weights before the node, or train the part behind it");
            }
        }
    }

    /// The values from which a gradient can come back: some way to an exit is open.
    private static Set<Value> live(Part part, List<Value> exits) {
        Set<Value> live = new HashSet<>(exits);
        for (Node node : part.nodes().reversed()) {
            if (node.outputs().stream().anyMatch(live::contains) && why(node) == null) {
                live.addAll(node.inputs());
            }
        }
        return live;
    }

    private static @Nullable Node block(Graph graph, Part part, Value weight) {
        Set<Node> inside = new HashSet<>(part.nodes());
        Set<Value> seen = new HashSet<>();
        List<Value> open = new ArrayList<>(List.of(weight));
        while (!open.isEmpty()) {
            Value value = open.removeFirst();
            for (Use use : graph.uses(value)) {
                Node node = use.node();
                if (inside.contains(node) && seen.add(node.output())) {
                    if (why(node) != null) {
                        return node;
                    }
                    open.addAll(node.outputs());
                }
            }
        }
        return null;
    }

    private static String waiting(Graph graph, Part part, Set<Value> live, ExecutionOptions options) {
        List<String> names = Roles.of(graph, part).keySet().stream()
                .filter(v -> !live.contains(v) && !options.frozen().contains(v)).map(graph::name).toList();
        String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more weights" : "";
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size()))) + more;
    }

    private static @Nullable String why(Node node) {
        AutogradRule<?> rule = AutogradRules.find(node.op());
        return rule == null ? null : why(rule, node.op());
    }

    /// The table pairs each class with a rule for that class, so the cast cannot fail.
    @SuppressWarnings("unchecked")
    private static <O extends Op> @Nullable String why(AutogradRule<?> rule, O op) {
        return ((AutogradRule<O>) rule).block().of(op);
    }
}
