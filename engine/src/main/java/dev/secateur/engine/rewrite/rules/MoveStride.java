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

/// Moves the stride of a convolution to the one after it. Nothing changes if that one is 1×1; otherwise it then sees all
/// values between those it saw before, which is another function. UPDP, section on merging.
public final class MoveStride implements Rule<ConvolutionPair> {

    @Override
    public String name() {
        return "move stride to the convolution after";
    }

    @Override
    public Effect effect() {
        return Effect.CHANGES;
    }

    @Override
    public Match<ConvolutionPair> match(Graph graph, Node node) {
        Match<ConvolutionPair> match = ConvolutionPair.endingIn(graph, node, true);
        if (!(match instanceof Match.Yes<ConvolutionPair>(ConvolutionPair pair))) {
            return match;
        }
        if (!pair.first().geometry().isStrided()) {
            return Match.no("the convolution before it has no stride", pair.first().node());
        }
        Geometry second = pair.second().geometry();
        if (second.rows().surplus() != -1 || second.columns().surplus() != -1) {
            return Match.no("its padding does not keep the size, so the result would change its size", node);
        }
        return match;
    }

    @Override
    public void apply(Graph graph, ConvolutionPair match, GraphEditor editor, Progress progress) {
        Geometry first = match.first().geometry();
        Geometry second = match.second().geometry();
        match.first().reshape(editor, first.withStrides(1, 1));
        match.second().reshape(editor, second.withStrides(second.rows().stride() * first.rows().stride(),
                second.columns().stride() * first.columns().stride()));
        Chain.forgetExtents(graph, editor, match.first().node(), match.second().node());
    }
}
