package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.rewrite.Affine;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Linear;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Normalisation;
import dev.secateur.engine.rewrite.Product;
import dev.secateur.engine.rewrite.Rule;

/// Folds batch normalisation, a constant factor or a constant summand into the linear operator after it: `W' = W t[in]`,
/// `b' = b + sum over inputs and taps of W offset[in]`. Zeros of padding lie behind the summand, so a padded convolution takes
/// factors alone.
public final class FoldPreceding implements Rule<FoldPreceding.Found> {

    /// Which nodes may be folded.
    public enum Kind {
        /// Batch normalisation.
        NORMALISATION,
        /// Arithmetic with constants.
        CONSTANT
    }

    private final Kind kind;

    /// @param kind what may be folded
    public FoldPreceding(Kind kind) {
        this.kind = kind;
    }

    /// Constants and the linear operator after them.
    ///
    /// @param values for the channels that the operator reads
    public record Found(Affine affine, Linear target, Normalisation values) {}

    @Override
    public String name() {
        return kind == Kind.NORMALISATION
                ? "fold batch normalisation into the operator after it"
                : "fold a constant into the operator after it";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Found> match(Graph graph, Node node) {
        boolean weighted = node.op().family() == OpFamily.CONVOLUTION || node.op().family() == OpFamily.LINEAR;
        if (!weighted) {
            return Match.no("it has no weights that could be changed", node);
        }
        return switch (Linear.making(graph, node)) {
            case Match.No<Linear>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            case Match.Yes<Linear>(Linear linear) -> before(graph, node,
                    linear instanceof Product product ? product.withBias(graph) : linear);
        };
    }

    private Match<Found> before(Graph graph, Node node, Linear linear) {
        Optional<Node> maker = graph.producer(linear.input());
        if (maker.isEmpty() || (maker.get().op() instanceof BatchNormalization) != (kind == Kind.NORMALISATION)) {
            return Match.no("nothing of the kind comes before it", node);
        }
        if (!(Affine.read(graph, maker.get()) instanceof Match.Yes<Affine>(Affine affine))) {
            return Match.no("what comes before it is no constant factor or summand", node, maker.get());
        }
        String obstacle = Chain.obstacle(graph, linear.input(), node);
        if (obstacle != null) {
            return Match.no(obstacle, maker.get(), node);
        }
        Normalisation values = affine.along(linear.axis(), linear.rank(), linear.inputs());
        if (values == null) {
            return Match.no("the constants do not lie along the " + linear.inputs() + " channels that it reads",
                    maker.get(), node);
        }
        if (widens(graph, affine, linear)) {
            return Match.no("the constants may repeat a single channel, whose number is not known", maker.get(), node);
        }
        String reason = linear.obstacle(values);
        return reason == null
                ? Match.yes(new Found(affine, linear, values))
                : Match.no(reason, maker.get(), node);
    }

    /// True if data of one channel could become as many as there are constants.
    private static boolean widens(Graph graph, Affine affine, Linear linear) {
        Value data = affine.input();
        return !affine.isShared() && affine.fromEnd() > 0
                && Chain.width(graph, data, linear.axis()) != linear.inputs();
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        match.target().precede(editor, match.affine().input(), match.values());
    }
}
