package dev.secateur.engine.compare;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.cost.NodeCost;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;

/// One layer in two networks.
///
/// @param name of the node, as the network that has it last gives it
/// @param before costs in the first network; null if it was added
/// @param after costs in the second network; null if it was removed
/// @param shapeBefore of the first result, `1×64×56×56`; empty if the layer was added or the shape is unknown
/// @param shapeAfter likewise
public record LayerDifference(NodeChange change, String name, @Nullable NodeCost before, @Nullable NodeCost after,
        String shapeBefore, String shapeAfter) {

    /// One network counted.
    public record Counted(Shapes shapes, Costs costs) {

        /// Counts a network.
        public static Counted of(dev.secateur.engine.graph.Graph graph, Shapes shapes) {
            return new Counted(shapes, CostRules.count(graph, shapes));
        }

        private String shape(@Nullable Node node) {
            Shape shape = node == null ? null : shapes.shape(node.output());
            return shape == null ? "" : shape.display();
        }
    }

    /// All layers of both networks, in the order of the difference.
    public static List<LayerDifference> of(GraphDifference difference, Counted before, Counted after) {
        return difference.changes().stream().map(c -> new LayerDifference(c, difference.name(c),
                c.before() == null ? null : before.costs().of(c.before()),
                c.after() == null ? null : after.costs().of(c.after()), before.shape(c.before()),
                after.shape(c.after()))).toList();
    }

    /// The operator, which both networks have in common.
    public String operator() {
        return change.node().op().type();
    }

    /// Parameters that the second network has more, fewer if negative.
    public long parameterChange() {
        return (after == null ? 0 : after.parameters()) - (before == null ? 0 : before.parameters());
    }

    /// Multiply-accumulates that the second network has more, fewer if negative.
    public long macChange() {
        return (after == null ? 0 : after.macs()) - (before == null ? 0 : before.macs());
    }
}
