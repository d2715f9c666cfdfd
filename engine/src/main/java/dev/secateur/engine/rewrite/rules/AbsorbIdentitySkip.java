package dev.secateur.engine.rewrite.rules;

import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Kernel;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Adds an identity shortcut into the kernel that it bypasses: 1 at the tap that lies on the output's own place.
public final class AbsorbIdentitySkip implements Rule<AbsorbIdentitySkip.Found> {

    /// An addition of a convolution and that convolution's input.
    public record Found(Node addition, Convolution convolution) {}

    @Override
    public String name() {
        return "absorb an identity shortcut";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Found> match(Graph graph, Node node) {
        if (!(node.op() instanceof Binary(Binary.Kind kind)) || kind != Binary.Kind.ADD) {
            return Match.no("it is no addition but " + node.op().type(), node);
        }
        for (int side = 0; side < 2; side++) {
            Optional<Node> maker = graph.producer(node.input(side));
            if (maker.isPresent() && Convolution.read(graph, maker.get()) instanceof Match.Yes<Convolution>(var c)
                    && c.input().equals(node.input(1 - side))) {
                return match(graph, node, c);
            }
        }
        return Match.no("it does not add a convolution to that convolution's own input", node);
    }

    private static Match<Found> match(Graph graph, Node node, Convolution convolution) {
        String obstacle = Chain.obstacle(graph, convolution.output(), node);
        if (obstacle != null) {
            return Match.no(obstacle, convolution.node());
        }
        if (convolution.inputs() != convolution.outputs()) {
            return Match.no("the convolution makes " + convolution.outputs() + " channels of " + convolution.inputs(),
                    convolution.node(), node);
        }
        if (!convolution.geometry().keepsExtent()) {
            return Match.no("the convolution's result is not as large as its input", convolution.node(), node);
        }
        return Match.yes(new Found(node, convolution));
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        Convolution c = match.convolution();
        Kernel merged = c.kernel().plusIdentity(c.geometry().rows().begin(), c.geometry().columns().begin());
        c.replace(editor, c.input(), merged, c.geometry());
        editor.replaceUses(match.addition().output(), c.output());
        editor.remove(match.addition());
    }
}
