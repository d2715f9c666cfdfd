package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Normalisation;
import dev.secateur.engine.rewrite.Product;

/// Makes a batch normalisation over features part of the matrix products that read it, however many there are: the queries, keys and
/// values of an attention. Other axes may be turned on the way.
final class ProjectionFold {

    private ProjectionFold() {}

    /// The network with the normalisation in the products behind it, or as a factor and a summand where something else reads it too.
    static Graph at(Graph graph, FeatureNorm.Put put) {
        List<Product> readers = new ArrayList<>();
        if (!collect(graph, put.output(), readers)) {
            return FeatureNorm.unfolded(graph, put);
        }
        Node norm = graph.node(put.node()).orElseThrow();
        Normalisation values = Normalisation.read(graph, norm);
        GraphEditor editor = graph.edit();
        readers.forEach(p -> p.precede(editor, p.input(), values));
        editor.replaceUses(put.output(), graph.producer(norm.input(0)).orElseThrow().input(0));
        editor.removeUnused();
        return editor.build();
    }

    /// Finds the products; false if anything else reads the value.
    private static boolean collect(Graph graph, Value value, List<Product> found) {
        boolean closed = !graph.isOutput(value);
        for (Use use : graph.uses(value)) {
            Node node = use.node();
            if (use.isCapture()) {
                closed = false;
            } else if (node.op() instanceof Identity || keepsFeatures(node)) {
                closed &= collect(graph, node.output(), found);
            } else if (node.input(0).equals(value)
                    && Product.read(graph, node) instanceof Match.Yes<Product>(Product product)) {
                found.add(product.withBias(graph));
            } else {
                closed = false;
            }
        }
        return closed && !graph.uses(value).isEmpty();
    }

    /// True for axes in another order, the last one where it was.
    private static boolean keepsFeatures(Node node) {
        return node.op() instanceof Transpose turn && !turn.perm().isEmpty()
                && turn.perm().getLast() == turn.perm().size() - 1;
    }
}
