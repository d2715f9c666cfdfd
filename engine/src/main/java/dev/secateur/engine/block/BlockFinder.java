package dev.secateur.engine.block;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.shape.Shapes;

/// Finds the blocks of a flat graph and names them by stage and index.
///
/// Near linear in the number of nodes: every join is looked at once, at no more than a few hundred nodes around it.
public final class BlockFinder {

    private final Graph graph;
    private final Shapes shapes;
    private final Flow flow;
    private final Nest nest;

    private BlockFinder(Graph graph, Shapes shapes) {
        this.graph = graph;
        this.shapes = shapes;
        this.flow = new Flow(graph);
        this.nest = new Nest(graph, flow);
    }

    /// All blocks in the order of their ends, each followed by the blocks within it. Any two share no node, or one holds the other.
    ///
    /// @param shapes what follows for this graph; without it stages cannot be told apart and refusals say less
    public static List<Block> find(Graph graph, Shapes shapes) {
        BlockFinder finder = new BlockFinder(graph, shapes);
        finder.search();
        return new BlockNames(graph, shapes, finder.flow, finder.nest).blocks();
    }

    private void search() {
        new DenseFinder(graph, flow).find().forEach(nest::add);
        joins();
        InvertedFinder inverted = new InvertedFinder(graph, flow);
        for (Node node : graph.nodes()) {
            if (nest.around(node) == null) {
                inverted.around(node).ifPresent(nest::add);
            }
        }
        new RunFinder(graph, flow, nest).find().forEach(nest::add);
        new RepeatFinder(graph, flow, nest).find().forEach(nest::add);
    }

    /// Blocks that end where two ways meet, inner ones first.
    private void joins() {
        ResidualFinder residual = new ResidualFinder(graph, flow);
        BranchFinder branches = new BranchFinder(graph, flow);
        TransformerFinder transformer = new TransformerFinder(graph, flow, nest);
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Concat) {
                Found around = nest.around(node);
                if (around == null || around.kind() != BlockKind.DENSE_BLOCK) {
                    branches.endingIn(node).ifPresent(nest::add);
                }
            } else if (node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.MUL) {
                gate(node).ifPresent(nest::add);
            } else {
                residual.endingIn(node).filter(f -> !nest.holdsResidual(f.nodes())).filter(nest::add)
                        .flatMap(transformer::endingIn).ifPresent(nest::add);
            }
        }
    }

    private Optional<Found> gate(Node product) {
        return Gate.endingIn(graph, flow, product).filter(Gate::learns).map(gate -> new Found(BlockKind.SQUEEZE_EXCITE,
                gate.data(), product.output(), gate.nodes(), null,
                new Legality.Refused("its factors follow from the input, so no convolution can stand for it; needs "
                        + "training (UPDP), which leaves it out", List.of(product.id()))));
    }
}
