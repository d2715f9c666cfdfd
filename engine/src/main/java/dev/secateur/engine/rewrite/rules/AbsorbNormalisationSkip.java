package dev.secateur.engine.rewrite.rules;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.rewrite.Affine;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Adds a shortcut that only normalises into the kernel that it bypasses: the third branch of RepVGG (Ding et al., CVPR 2021).
public final class AbsorbNormalisationSkip implements Rule<AbsorbNormalisationSkip.Found> {

    /// An addition of a convolution and that convolution's normalised input.
    public record Found(Node addition, Convolution convolution, Affine normalisation) {}

    @Override
    public String name() {
        return "absorb a normalised shortcut";
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
            Found found = read(graph, node, side);
            if (found != null) {
                return check(graph, found);
            }
        }
        return Match.no("it does not add a convolution to its own normalised input", node);
    }

    private static @Nullable Found read(Graph graph, Node node, int side) {
        Optional<Node> one = graph.producer(node.input(side));
        Optional<Node> other = graph.producer(node.input(1 - side));
        return one.isPresent() && other.isPresent() && other.get().op() instanceof BatchNormalization
                && Convolution.read(graph, one.get()) instanceof Match.Yes<Convolution>(Convolution convolution)
                && Affine.read(graph, other.get()) instanceof Match.Yes<Affine>(Affine affine)
                && affine.input().equals(convolution.input()) ? new Found(node, convolution, affine) : null;
    }

    private static Match<Found> check(Graph graph, Found found) {
        Convolution convolution = found.convolution();
        Node norm = found.normalisation().node();
        for (Node branch : new Node[]{convolution.node(), norm}) {
            String obstacle = Chain.obstacle(graph, branch.output(), found.addition());
            if (obstacle != null) {
                return Match.no(obstacle, branch);
            }
        }
        if (convolution.inputs() != convolution.outputs()
                || found.normalisation().values().channels() != convolution.outputs()) {
            return Match.no("the convolution makes " + convolution.outputs() + " channels of " + convolution.inputs(),
                    convolution.node(), found.addition());
        }
        return convolution.geometry().keepsExtent()
                ? Match.yes(found)
                : Match.no("the convolution's result is not as large as its input", convolution.node(),
                        found.addition());
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        Convolution c = match.convolution();
        c.replace(editor, c.input(), c.kernel().plus(match.normalisation().values(), c.geometry().rows().begin(),
                c.geometry().columns().begin()), c.geometry());
        editor.replaceUses(match.addition().output(), c.output());
        editor.remove(match.addition());
    }
}
