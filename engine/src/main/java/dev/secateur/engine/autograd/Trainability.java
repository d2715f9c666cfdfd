package dev.secateur.engine.autograd;

import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;

/// Whether a part of a graph can be trained, and why not.
final class Trainability {

    private static final String WHAT = "the model cannot be trained";

    private Trainability() {}

    static void check(Graph graph, Part part, ExecutionOptions options) throws ProblemException {
        for (Node node : part.nodes()) {
            Optional<String> reason = AutogradRules.refusal(node).or(() -> special(graph, node));
            if (reason.isPresent()) {
                throw ProblemException.ofModel(WHAT, graph.name(node), reason.get(),
                        "train a part of the model that does not contain the node");
            }
        }
    }

    private static Optional<String> special(Graph graph, Node node) {
        if (node.op() instanceof BatchNormalization && (graph.constant(node.input(3)).isEmpty()
                || graph.constant(node.input(4)).isEmpty())) {
            return Optional.of("its mean and variance are not constant");
        }
        return Optional.empty();
    }
}
