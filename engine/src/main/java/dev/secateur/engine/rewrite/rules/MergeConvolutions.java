package dev.secateur.engine.rewrite.rules;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Merges two convolutions in a row into one of size `k1 + (k2 - 1) * stride1`, which does not grow if one of them is 1×1. Groups
/// that both have stay, others become dense.
public final class MergeConvolutions implements Rule<ConvolutionPair> {

    @Override
    public String name() {
        return "merge two convolutions";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<ConvolutionPair> match(Graph graph, Node node) {
        return ConvolutionPair.composable(graph, node);
    }

    @Override
    public void apply(Graph graph, ConvolutionPair match, GraphEditor editor, Progress progress) {
        match.compose(editor, progress);
    }
}
