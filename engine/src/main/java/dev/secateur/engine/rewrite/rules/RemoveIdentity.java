package dev.secateur.engine.rewrite.rules;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Removes a node that gives out what it gets: `Identity`, and `Dropout` outside training.
public final class RemoveIdentity implements Rule<Node> {

    @Override
    public String name() {
        return "remove a node that does nothing";
    }

    @Override
    public Effect effect() {
        return Effect.EXACT;
    }

    @Override
    public Match<Node> match(Graph graph, Node node) {
        if (!(node.op() instanceof Identity) && !(node.op() instanceof Dropout)) {
            return Match.no("it is no Identity or Dropout but " + node.op().type(), node);
        }
        if (node.outputs().stream().skip(1).anyMatch(v -> graph.isOutput(v) || !graph.uses(v).isEmpty())) {
            return Match.no("its mask is used", node);
        }
        Value training = node.input(2);
        if (training.isPresent() && graph.constant(training).filter(t -> t.longAt(0) == 0).isEmpty()) {
            return Match.no("it may be training", node);
        }
        Value data = node.input(0);
        boolean named = graph.inputs().contains(data) || graph.constants().containsKey(data) || graph.isOutput(data);
        return named && graph.isOutput(node.output())
                ? Match.no("its result is a result of the model and what it gets keeps its own name", node)
                : Match.yes(node);
    }

    @Override
    public void apply(Graph graph, Node match, GraphEditor editor, Progress progress) {
        editor.replaceUses(match.output(), match.input(0));
        editor.remove(match);
    }
}
