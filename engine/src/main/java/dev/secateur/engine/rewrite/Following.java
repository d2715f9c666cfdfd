package dev.secateur.engine.rewrite;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Transpose;

/// Constants behind a linear operator, transposes possibly between, that this operator can do itself.
///
/// @param values for the operator's channels
public record Following(Affine affine, Linear target, Normalisation values) {

    /// What stands at this node.
    public static Match<Following> at(Graph graph, Node node) {
        return switch (Affine.read(graph, node)) {
            case Match.No<Affine>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            case Match.Yes<Affine>(Affine affine) -> behind(graph, affine);
        };
    }

    private static Match<Following> behind(Graph graph, Affine affine) {
        int fromEnd = affine.fromEnd();
        Node user = affine.node();
        Value value = affine.input();
        while (true) {
            Optional<Node> maker = graph.producer(value);
            if (maker.isEmpty()) {
                return Match.no("nothing comes before it that it could be folded into", affine.node());
            }
            String obstacle = Chain.obstacle(graph, value, user);
            if (obstacle != null) {
                return Match.no(obstacle, maker.get(), affine.node());
            }
            if (!(maker.get().op() instanceof Transpose(List<Integer> perm)) || perm.isEmpty()) {
                return into(graph, new Affine(affine.node(), affine.input(), affine.values(), fromEnd), maker.get());
            }
            int axis = fromEnd == 0 ? 1 : perm.size() - fromEnd;
            if (!affine.isShared()) {
                if (axis < 0) {
                    return Match.no("its constant has more axes than its data", affine.node());
                }
                fromEnd = perm.size() - perm.get(axis);
            }
            user = maker.get();
            value = user.input(0);
        }
    }

    private static Match<Following> into(Graph graph, Affine affine, Node maker) {
        return switch (Linear.making(graph, maker)) {
            case Match.No<Linear>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            case Match.Yes<Linear>(Linear linear) -> {
                Normalisation values = affine.along(linear.axis(), linear.rank(), linear.outputs());
                if (values == null) {
                    yield Match.no("its constants do not lie along the " + linear.outputs()
                            + " channels that the operator before it makes", affine.node(), maker);
                }
                boolean adds = linear instanceof Product p && p.node().op() instanceof MatMul && p.sum() == null
                        && !values.hasNoOffset();
                yield adds
                        ? Match.no("the product before it has no bias that could take what it adds", affine.node(),
                                maker)
                        : Match.yes(new Following(affine, linear, values));
            }
        };
    }

    /// Lets the operator do it.
    public void fold(GraphEditor editor) {
        target.follow(editor, values);
        editor.replaceUses(affine.node().output(), affine.input());
        editor.remove(affine.node());
    }
}
