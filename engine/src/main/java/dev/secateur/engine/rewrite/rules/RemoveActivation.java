package dev.secateur.engine.rewrite.rules;

import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Activation;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Puts the identity in the place of an activation function, at the node that makes its result.
public final class RemoveActivation implements Rule<Activation> {

    @Override
    public String name() {
        return "remove an activation";
    }

    @Override
    public Effect effect() {
        return Effect.CHANGES;
    }

    @Override
    public Match<Activation> match(Graph graph, Node node) {
        Optional<Activation> found = Activation.endingIn(graph, node);
        if (found.isEmpty()) {
            return Match.no("it is no activation but " + node.op().type(), node);
        }
        Activation activation = found.get();
        if (graph.isOutput(activation.output())) {
            return Match.no("its result is a result of the model", node);
        }
        if (graph.uses(activation.output()).stream().anyMatch(Use::isCapture)) {
            return Match.no("a sub-graph uses its result", node);
        }
        if (graph.uses(activation.output()).size() != 1) {
            return Match.no("its result is not used exactly once", node);
        }
        Node user = graph.uses(activation.output()).getFirst().node();
        boolean gates = Activation.endingIn(graph, user).filter(a -> a.nodes().size() > 1)
                .filter(a -> a.nodes().getFirst().id() == node.id()).isPresent();
        if (gates) {
            return Match.no("it is the gate of a product", node, user);
        }
        return activation.isPrivate(graph)
                ? Match.yes(activation)
                : Match.no("its gate is used elsewhere too", node, activation.nodes().getFirst());
    }

    @Override
    public void apply(Graph graph, Activation match, GraphEditor editor, Progress progress) {
        editor.replaceUses(match.output(), match.input());
        for (Node node : match.nodes().reversed()) {
            editor.remove(node);
        }
    }
}
