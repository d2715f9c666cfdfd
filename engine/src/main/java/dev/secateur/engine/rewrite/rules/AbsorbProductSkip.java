package dev.secateur.engine.rewrite.rules;

import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Linear;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Product;
import dev.secateur.engine.rewrite.Rule;

/// Adds an identity shortcut into the matrix that it bypasses: 1 on the diagonal.
public final class AbsorbProductSkip implements Rule<AbsorbProductSkip.Found> {

    /// An addition of a product and that product's data.
    public record Found(Node addition, Product product) {}

    @Override
    public String name() {
        return "absorb an identity shortcut into a matrix product";
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
            if (maker.isPresent() && Linear.making(graph, maker.get()) instanceof Match.Yes<Linear>(Linear linear)
                    && linear instanceof Product product && product.input().equals(node.input(1 - side))) {
                return check(graph, node, product);
            }
        }
        return Match.no("it does not add a matrix product to that product's own data", node);
    }

    private static Match<Found> check(Graph graph, Node node, Product product) {
        String obstacle = Chain.obstacle(graph, product.output(), node);
        if (obstacle != null) {
            return Match.no(obstacle, product.node(), node);
        }
        return product.inputs() == product.outputs()
                ? Match.yes(new Found(node, product))
                : Match.no("the product makes " + product.outputs() + " channels of " + product.inputs(),
                        product.node(), node);
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        Product product = match.product();
        double[] matrix = product.matrix();
        for (int i = 0; i < product.inputs(); i++) {
            matrix[i * product.inputs() + i] += 1;
        }
        product.replace(editor, product.input(), matrix, product.offsets());
        editor.replaceUses(match.addition().output(), product.output());
        editor.remove(match.addition());
    }
}
