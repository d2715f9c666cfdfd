package dev.secateur.engine.rewrite.rules;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Following;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Folds a constant factor or summand (`Mul`, `Div`, `Add`, `Sub`, `Neg`; layer scale) into the linear operator before it, of which
/// the output rows are multiplied. Transposes may stand between.
public final class FoldConstant implements Rule<Following> {

    @Override
    public String name() {
        return "fold a constant into the operator before it";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Following> match(Graph graph, Node node) {
        return node.op() instanceof BatchNormalization
                ? Match.no("it is a batch normalisation, which another rule folds", node)
                : Following.at(graph, node);
    }

    @Override
    public void apply(Graph graph, Following match, GraphEditor editor, Progress progress) {
        match.fold(editor);
    }
}
