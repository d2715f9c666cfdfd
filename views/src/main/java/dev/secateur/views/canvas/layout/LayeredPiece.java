package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.EdgeStraighteningStrategy;
import org.eclipse.elk.alg.layered.options.FixedAlignment;
import org.eclipse.elk.alg.layered.options.GreedySwitchType;
import org.eclipse.elk.alg.layered.options.LayerConstraint;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.alg.layered.options.OrderingStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

import dev.secateur.views.canvas.layout.Piece.PieceEdge;
import dev.secateur.views.canvas.layout.Piece.PieceNode;

/// Runs the layered algorithm on a bundle. Needs a deep stack for thousands of nodes.
final class LayeredPiece {
    /// Any value but 0, which ELK takes as "a new seed each time".
    private static final int SEED = 1;

    /// Keeping shortcuts to the right of the trunk takes time that grows with the square of what is ordered.
    private static final int MOST_IN_ORDER = 600;

    /// More load than this is a tangle: trying several orders costs most of the time there and shows little.
    private static final int MOST_THOROUGH = 250;

    private static final int NO_EDGE = -1;
    private static final double SIDE_BY_SIDE = 16;
    private static final double EDGE_DISTANCE = 10;

    private final Piece piece;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final List<ElkNode> nodes = new ArrayList<>();
    private final List<ElkEdge> edges = new ArrayList<>();
    private final Map<PortKey, ElkPort> ports = new HashMap<>();

    private LayeredPiece(Piece piece) {
        this.piece = piece;
    }

    /// @param checkpoint called between the algorithm's phases; may throw to stop it
    static Piece.Placed place(Piece piece, Runnable checkpoint) {
        // ELK clones default values by types that this service registers when it is first asked for.
        LayoutMetaDataService.getInstance();
        LayeredPiece run = new LayeredPiece(piece);
        run.build();
        new LayeredLayoutProvider().layout(run.root, new BasicProgressMonitor() {
            @Override
            public boolean isCanceled() {
                checkpoint.run();
                return false;
            }
        });
        return run.result();
    }

    private void build() {
        root.setProperty(LayeredOptions.DIRECTION, Direction.DOWN);
        root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.BRANDES_KOEPF);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_EDGE_STRAIGHTENING,
                EdgeStraighteningStrategy.IMPROVE_STRAIGHTNESS);
        root.setProperty(LayeredOptions.NODE_PLACEMENT_BK_FIXED_ALIGNMENT, FixedAlignment.NONE);
        long load = piece.load();
        root.setProperty(
                LayeredOptions.CONSIDER_MODEL_ORDER_STRATEGY,
                load <= MOST_IN_ORDER ? OrderingStrategy.PREFER_EDGES : OrderingStrategy.NONE);
        if (load > MOST_THOROUGH) {
            hurry();
        }
        root.setProperty(LayeredOptions.RANDOM_SEED, SEED);
        root.setProperty(LayeredOptions.SEPARATE_CONNECTED_COMPONENTS, false);
        root.setProperty(LayeredOptions.PADDING, new ElkPadding(0));
        root.setProperty(LayeredOptions.SPACING_NODE_NODE, SIDE_BY_SIDE);
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE, EDGE_DISTANCE);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE, EDGE_DISTANCE);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, piece.spacing());
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, EDGE_DISTANCE);
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, EDGE_DISTANCE / 2);
        for (PieceNode node : piece.nodes()) {
            nodes.add(node(node));
        }
        for (int i = 0; i < piece.edges().size(); i++) {
            edges.add(edge(i, piece.edges().get(i)));
        }
    }

    private void hurry() {
        root.setProperty(LayeredOptions.THOROUGHNESS, 1);
        root.setProperty(LayeredOptions.CROSSING_MINIMIZATION_GREEDY_SWITCH_TYPE, GreedySwitchType.OFF);
    }

    private ElkNode node(PieceNode node) {
        ElkNode elk = ElkGraphUtil.createNode(root);
        elk.setDimensions(node.cross(), node.along());
        elk.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
        switch (node.layer()) {
            case FIRST -> elk.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.FIRST);
            case LAST -> elk.setProperty(LayeredOptions.LAYERING_LAYER_CONSTRAINT, LayerConstraint.LAST);
            case ANY -> {
            }
        }
        return elk;
    }

    private ElkEdge edge(int index, PieceEdge edge) {
        ElkPort from = port(new PortKey(edge.from(), PortSide.SOUTH, edge.fromOffset(), NO_EDGE));
        int own = edge.toOffset() == Piece.FREE ? index : NO_EDGE;
        ElkPort to = port(new PortKey(edge.to(), PortSide.NORTH, edge.toOffset(), own));
        ElkEdge elk = ElkGraphUtil.createSimpleEdge(from, to);
        elk.setProperty(LayeredOptions.PRIORITY_STRAIGHTNESS, edge.shortcut() ? 0 : 10);
        elk.setProperty(LayeredOptions.PRIORITY_DIRECTION, edge.shortcut() ? 0 : 10);
        return elk;
    }

    private ElkPort port(PortKey key) {
        return ports.computeIfAbsent(key, this::create);
    }

    private ElkPort create(PortKey key) {
        ElkNode node = nodes.get(key.node());
        ElkPort port = ElkGraphUtil.createPort(node);
        port.setDimensions(0, 0);
        port.setProperty(LayeredOptions.PORT_SIDE, key.side());
        if (key.ownEdge() == NO_EDGE) {
            port.setLocation(key.offset(), key.side() == PortSide.NORTH ? 0 : node.getHeight());
        } else {
            node.setProperty(LayeredOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_SIDE);
        }
        return port;
    }

    private Piece.Placed result() {
        List<Double> cross = new ArrayList<>();
        List<Double> along = new ArrayList<>();
        for (ElkNode node : nodes) {
            cross.add(node.getX());
            along.add(node.getY());
        }
        return new Piece.Placed(cross, along, edges.stream().map(LayeredPiece::path).toList());
    }

    private static double[] path(ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().getFirst();
        double[] points = new double[2 * section.getBendPoints().size() + 4];
        int at = 0;
        points[at++] = section.getStartX();
        points[at++] = section.getStartY();
        for (ElkBendPoint bend : section.getBendPoints()) {
            points[at++] = bend.getX();
            points[at++] = bend.getY();
        }
        points[at++] = section.getEndX();
        points[at] = section.getEndY();
        return points;
    }

    /// Edges with the same key share a port and are drawn as one line that splits.
    private record PortKey(int node, PortSide side, double offset, int ownEdge) {}
}
