package dev.secateur.engine.rewrite.rules;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Makes a depthwise or grouped convolution dense, with zeros where a group does not see an input.
public final class ExpandDepthwise implements Rule<Convolution> {

    /// Largest dense kernel: 2^28 weights are 1 GB in float32.
    private static final long MOST_WEIGHTS = 1L << 28;

    @Override
    public String name() {
        return "expand a depthwise convolution";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Convolution> match(Graph graph, Node node) {
        Match<Convolution> match = Convolution.read(graph, node);
        if (!(match instanceof Match.Yes<Convolution>(Convolution convolution))) {
            return match;
        }
        if (convolution.group() == 1) {
            return Match.no("it has no groups", node);
        }
        long weights = convolution.weight().elements() * convolution.group();
        return weights > MOST_WEIGHTS
                ? Match.no("it would take " + weights + " weights without groups", node)
                : match;
    }

    @Override
    public void apply(Graph graph, Convolution match, GraphEditor editor, Progress progress) {
        match.replace(editor, match.input(), match.kernel().dense(), match.geometry());
    }
}
