package dev.secateur.engine.rewrite.rules;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Kernel;
import dev.secateur.engine.rewrite.Match;

/// Two convolutions in a row, the first of which feeds nothing but the second.
public record ConvolutionPair(Convolution first, Convolution second) {

    /// The pair whose second is this node.
    ///
    /// @param through true if batch normalisation may stand between
    static Match<ConvolutionPair> endingIn(Graph graph, Node node, boolean through) {
        return switch (Convolution.read(graph, node)) {
            case Match.No<Convolution>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            case Match.Yes<Convolution>(Convolution second) -> switch (Chain.before(graph, node, through)) {
                case Match.No<Convolution>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
                case Match.Yes<Convolution>(Convolution first) -> Match.yes(new ConvolutionPair(first, second));
            };
        };
    }

    /// The pair ending in this node if both can be composed exactly.
    static Match<ConvolutionPair> composable(Graph graph, Node node) {
        Match<ConvolutionPair> match = endingIn(graph, node, false);
        if (match instanceof Match.Yes<ConvolutionPair>(ConvolutionPair pair) && !pair.isExact()) {
            return Match
                    .no("it adds zeros around the first one's result, where one kernel would compute something else; "
                            + "move its padding first", pair.first.node(), pair.second.node());
        }
        return match;
    }

    /// Zeros around the result of the first are what the first would compute there only if it is 1×1 without bias.
    private boolean isExact() {
        return second.geometry().isUnpadded() || first.geometry().isPointwise() && first.hasZeroBias();
    }

    /// Puts one convolution in the place of the second.
    void compose(GraphEditor editor, Progress progress) {
        Geometry geometry = first.geometry();
        Kernel merged = first.kernel().then(second.kernel(), geometry.rows().stride(), geometry.columns().stride(),
                progress);
        second.spreadLike(first).replace(editor, first.input(), merged, geometry.then(second.geometry()));
    }

    /// Number of weights of the merged convolution.
    public long mergedWeights() {
        Geometry merged = first.geometry().then(second.geometry());
        return (long) first.inputs() * second.outputs() / Kernel.commonGroups(first.group(), second.group())
                * merged.rows().kernel() * merged.columns().kernel();
    }
}
