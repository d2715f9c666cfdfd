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

/// Folds batch normalisation into the convolution, transposed convolution or matrix product before it: `W' = t W`,
/// `b' = t (b - mean) + shift`.
public final class FoldBatchNorm implements Rule<Following> {

    @Override
    public String name() {
        return "fold batch normalisation";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Following> match(Graph graph, Node node) {
        return node.op() instanceof BatchNormalization
                ? Following.at(graph, node)
                : Match.no("it is no batch normalisation but " + node.op().type(), node);
    }

    @Override
    public void apply(Graph graph, Following match, GraphEditor editor, Progress progress) {
        match.fold(editor);
    }
}
