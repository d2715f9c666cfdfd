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
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Kernel;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Adds a convolution on the shortcut into the parallel one, each tap where it lies on the common input.
///
/// The smaller kernel is filled with zeros. Both must have the same stride, and paddings that give results of equal size.
public final class AbsorbProjectionSkip implements Rule<AbsorbProjectionSkip.Found> {

    /// An addition of two convolutions of the same input.
    ///
    /// @param main the larger one
    /// @param geometry that holds both
    public record Found(Node addition, Convolution main, Convolution shortcut, Geometry geometry) {}

    @Override
    public String name() {
        return "absorb a projection shortcut";
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
        Optional<Node> left = graph.producer(node.input(0));
        Optional<Node> right = graph.producer(node.input(1));
        if (left.isEmpty() || right.isEmpty() || left.get().id() == right.get().id()) {
            return Match.no("it does not add two convolutions", node);
        }
        if (!(Convolution.read(graph, left.get()) instanceof Match.Yes<Convolution>(Convolution a))
                || !(Convolution.read(graph, right.get()) instanceof Match.Yes<Convolution>(Convolution b))) {
            return Match.no("it does not add two convolutions", node);
        }
        return taps(a) >= taps(b) ? match(graph, node, a, b) : match(graph, node, b, a);
    }

    private static int taps(Convolution convolution) {
        return convolution.geometry().rows().kernel() * convolution.geometry().columns().kernel();
    }

    private static Match<Found> match(Graph graph, Node node, Convolution main, Convolution shortcut) {
        if (!main.input().equals(shortcut.input())) {
            return Match.no("the two convolutions have different inputs", main.node(), shortcut.node());
        }
        for (Convolution each : new Convolution[]{main, shortcut}) {
            String obstacle = Chain.obstacle(graph, each.output(), node);
            if (obstacle != null) {
                return Match.no(obstacle, each.node());
            }
        }
        if (main.outputs() != shortcut.outputs() || main.weight().dtype() != shortcut.weight().dtype()) {
            return Match.no("the two convolutions differ in channels or element type", main.node(), shortcut.node());
        }
        Geometry both = main.geometry().covering(shortcut.geometry());
        if (both == null || !sameSize(main.geometry(), shortcut.geometry())) {
            return Match.no("the two convolutions step differently over their input: " + main.geometry().display()
                    + " and " + shortcut.geometry().display(), main.node(), shortcut.node());
        }
        return Match.yes(new Found(node, main, shortcut, both));
    }

    /// The addition is valid, so sizes that differ by less than a step for some inputs agree for this model's.
    private static boolean sameSize(Geometry a, Geometry b) {
        return Math.abs(a.rows().surplus() - b.rows().surplus()) < a.rows().stride()
                && Math.abs(a.columns().surplus() - b.columns().surplus()) < a.columns().stride();
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        Convolution main = match.main();
        boolean sameGroups = main.group() == match.shortcut().group() && main.inputs() == match.shortcut().inputs();
        Kernel merged = placed(main, match.geometry(), sameGroups)
                .plus(placed(match.shortcut(), match.geometry(), sameGroups));
        main.replace(editor, main.input(), merged, match.geometry());
        editor.replaceUses(match.addition().output(), main.output());
        editor.remove(match.addition());
    }

    private static Kernel placed(Convolution convolution, Geometry into, boolean grouped) {
        Kernel kernel = grouped ? convolution.kernel() : convolution.kernel().dense();
        return kernel.within(into.rows().kernel(), into.columns().kernel(),
                into.rows().begin() - convolution.geometry().rows().begin(),
                into.columns().begin() - convolution.geometry().columns().begin());
    }
}
