package dev.secateur.engine.rewrite.rules;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Keeps the middle tap of a kernel alone, as a 1×1 convolution with what is left of the padding. UPDP uses it so that
/// two 3×3 convolutions merge into one 3×3.
public final class ReduceToCentreTap implements Rule<Convolution> {

    @Override
    public String name() {
        return "reduce a kernel to its middle tap";
    }

    @Override
    public Effect effect() {
        return Effect.CHANGES;
    }

    @Override
    public Match<Convolution> match(Graph graph, Node node) {
        Match<Convolution> match = Convolution.read(graph, node);
        if (!(match instanceof Match.Yes<Convolution>(Convolution convolution))) {
            return match;
        }
        if (convolution.geometry().isOneByOne()) {
            return Match.no("its kernel is 1×1 already", node);
        }
        return convolution.geometry().hasCentreTap()
                ? match
                : Match.no("its kernel has no middle tap, or too little padding for it to stand alone", node);
    }

    @Override
    public void apply(Graph graph, Convolution match, GraphEditor editor, Progress progress) {
        match.replace(editor, match.input(), match.kernel().centreTap(), match.geometry().centreTap());
    }
}
