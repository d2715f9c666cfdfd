package dev.secateur.engine.rewrite.rules;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Moves the padding of a convolution to the one before it, times that one's stride: values along the border change,
/// because the first one then computes there what was zero before. UPDP, section on merging.
public final class MovePadding implements Rule<ConvolutionPair> {

    @Override
    public String name() {
        return "move padding to the convolution before";
    }

    @Override
    public Effect effect() {
        return Effect.CHANGES;
    }

    @Override
    public Match<ConvolutionPair> match(Graph graph, Node node) {
        Match<ConvolutionPair> match = ConvolutionPair.endingIn(graph, node, true);
        if (match instanceof Match.Yes<ConvolutionPair>(ConvolutionPair pair)
                && pair.second().geometry().isUnpadded()) {
            return Match.no("it has no padding", node);
        }
        return match;
    }

    @Override
    public void apply(Graph graph, ConvolutionPair match, GraphEditor editor, Progress progress) {
        Geometry second = match.second().geometry();
        match.first().reshape(editor, match.first().geometry().takingPaddingOf(second));
        match.second().reshape(editor, second.withoutPadding());
        Chain.forgetExtents(graph, editor, match.first().node(), match.second().node());
    }
}
