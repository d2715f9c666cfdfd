package dev.secateur.engine.rewrite;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;

/// An operator with constant weights that is linear but for a bias, and into which constants around it can be folded.
public sealed interface Linear permits Convolution, Deconvolution, Product {

    /// Reads what makes a value. A matrix product and the addition of its bias count as one.
    static Match<Linear> making(Graph graph, Node node) {
        return switch (node.op()) {
            case Gemm g -> widened(Product.read(graph, node));
            case MatMul m -> widened(Product.read(graph, node));
            case ConvTranspose c -> widened(Deconvolution.read(graph, node));
            case Binary(Binary.Kind kind) when kind == Binary.Kind.ADD -> widened(Product.endingIn(graph, node));
            default -> widened(Convolution.read(graph, node));
        };
    }

    private static <L extends Linear> Match<Linear> widened(Match<L> match) {
        return switch (match) {
            case Match.Yes<L>(L found) -> Match.yes(found);
            case Match.No<L>(String reason, java.util.List<Node> nodes) -> new Match.No<>(reason, nodes);
        };
    }

    /// The node that holds the weights.
    Node node();

    /// The data it reads.
    Value input();

    /// The value it makes, bias included.
    Value output();

    /// Channels that it reads.
    int inputs();

    /// Channels that it makes.
    int outputs();

    /// The axis of the channels counted from the last one, which is 1.
    int axis();

    /// Number of axes of its data, 0 if it is not known.
    int rank();

    /// Number of weights.
    long weights();

    /// Lets it do what follows it.
    void follow(GraphEditor editor, Normalisation following);

    /// Why it cannot do what comes before it; null if it can.
    @Nullable
    String obstacle(Normalisation preceding);

    /// Lets it do what comes before it, reading `input` from then on; {@link #obstacle} found nothing.
    void precede(GraphEditor editor, Value input, Normalisation preceding);
}
