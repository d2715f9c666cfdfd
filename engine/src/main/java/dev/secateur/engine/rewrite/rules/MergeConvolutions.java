package dev.secateur.engine.rewrite.rules;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Merges two convolutions in a row, both larger than 1×1, into one of size `k1 + (k2 - 1) * stride1`. Groups become dense.
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
        Match<ConvolutionPair> match = ConvolutionPair.composable(graph, node);
        if (match instanceof Match.Yes<ConvolutionPair>(ConvolutionPair pair)
                && (pair.first().geometry().isOneByOne() || pair.second().geometry().isOneByOne())) {
            return Match.no("one of them is 1×1, which another rule merges", pair.first().node(),
                    pair.second().node());
        }
        return match;
    }

    @Override
    public void apply(Graph graph, ConvolutionPair match, GraphEditor editor, Progress progress) {
        match.compose(editor, progress);
    }
}
