package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.views.canvas.layout.LocalGraph.LocalNode;
import dev.secateur.views.canvas.layout.LocalGraph.Role;
import dev.secateur.views.canvas.layout.Metrics.Insets;
import dev.secateur.views.canvas.layout.Metrics.Size;
import dev.secateur.views.canvas.layout.Projection.Level;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;

/// Lays diagrams out. One instance remembers what it computed: opening one block of a large network computes that block only.
///
/// Runs on the caller's thread, which needs a deep stack (64 MB) for flat graphs of thousands of nodes. The same input gives
/// the same scene. Instances may be shared between threads.
public final class DiagramLayout {
    private static final int REMEMBERED = 1024;
    private static final Runnable NO_CHECK = () -> {};

    private final Map<Piece, Piece.Placed> pieces = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Piece, Piece.Placed> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// Lays out a diagram.
    public GraphScene layout(Diagram diagram, LayoutOptions options) {
        return layout(diagram, options, NO_CHECK);
    }

    /// Lays out a diagram.
    ///
    /// @param checkpoint called often; throws (unchecked) to give up, which leaves this instance usable
    public GraphScene layout(Diagram diagram, LayoutOptions options, Runnable checkpoint) {
        return new Run(diagram, options, checkpoint).scene();
    }

    /// Loads the layered algorithm, which takes most of a second the first time: call it on the layout's thread while a
    /// model is still being read.
    public void warmUp() {
        Piece.PieceNode node = new Piece.PieceNode(10, 10, Piece.Layer.ANY);
        List<Piece.PieceEdge> edges = List.of(
                new Piece.PieceEdge(0, 1, 5, 5, false),
                new Piece.PieceEdge(1, 2, 5, 5, false),
                new Piece.PieceEdge(0, 2, 5, Piece.FREE, true));
        LayeredPiece.place(new Piece(List.of(node, node, node), edges, 20), NO_CHECK);
    }

    private Piece.Placed place(Piece piece, Runnable checkpoint) {
        checkpoint.run();
        synchronized (pieces) {
            Piece.Placed known = pieces.get(piece);
            if (known != null) {
                return known;
            }
        }
        Piece.Placed placed = SpinePiece.suits(piece) ? SpinePiece.place(piece) : LayeredPiece.place(piece, checkpoint);
        synchronized (pieces) {
            pieces.put(piece, placed);
        }
        return placed;
    }

    /// One layout of one diagram.
    private final class Run {
        private final Diagram diagram;
        private final LayoutOptions options;
        private final Runnable checkpoint;
        private final Projection projection;
        private final boolean leftToRight;
        private final Map<Long, GroupPlan> plans = new HashMap<>();

        Run(Diagram diagram, LayoutOptions options, Runnable checkpoint) {
            this.diagram = diagram;
            this.options = options;
            this.checkpoint = checkpoint;
            this.projection = new Projection(diagram, options.open());
            this.leftToRight = options.arrangement() == Arrangement.LEFT_TO_RIGHT;
        }

        GraphScene scene() {
            for (long group : projection.groups().reversed()) {
                checkpoint.run();
                plans.put(group, plan(group));
            }
            return new Assembly(diagram, projection, plans, leftToRight).scene();
        }

        private GroupPlan plan(long group) {
            LocalGraph graph = localGraph(group);
            boolean top = group == Box.NO_PARENT;
            Metrics.Gaps gaps = top ? Metrics.topGaps() : Metrics.gaps(diagram.box(group).kind());
            ItemMaker maker = new ItemMaker(graph, gaps.between(), piece -> place(piece, checkpoint));
            List<ItemLayout> items = Sequence.of(graph).items().stream().map(maker::make).toList();
            Stacker stacker = new Stacker(graph, items, gaps);
            boolean stage = !top && diagram.box(group).kind() == BoxKind.STAGE;
            if ((top || stage) && options.arrangement() == Arrangement.COLUMNS) {
                new Columns(items, stacker, options.viewHeight())
                        .wrap(node -> isOpenStage(graph, node), node -> isGroup(graph, node));
            }
            Insets frame = top ? new Insets(0, 0, 0, 0) : Metrics.frame(diagram.box(group).kind());
            double least = top ? 0 : Metrics.GROUP_WIDTH;
            return new Framing(graph, leftToRight ? frame.transpose() : frame)
                    .frame(stacker.boxes(), stacker.paths(), leftToRight ? new Size(0, least) : new Size(least, 0));
        }

        private boolean isOpenStage(LocalGraph graph, int node) {
            LocalNode local = graph.nodes().get(node);
            return isGroup(graph, node)
                    && projection.isOpen(local.id())
                    && diagram.box(local.id()).kind() == BoxKind.STAGE;
        }

        private boolean isGroup(LocalGraph graph, int node) {
            LocalNode local = graph.nodes().get(node);
            return local.role() == Role.BOX && diagram.box(local.id()).kind().isGroup();
        }

        private LocalGraph localGraph(long group) {
            Level level = projection.level(group);
            boolean insideBlock = group != Box.NO_PARENT && diagram.box(group).kind() == BoxKind.BLOCK;
            List<LocalNode> nodes = new ArrayList<>();
            for (Box box : level.boxes) {
                nodes.add(node(box, insideBlock));
            }
            for (int i = 0; i < level.extraRoles.size(); i++) {
                nodes.add(LocalNode.point(level.extraRoles.get(i), level.extraSources.get(i)));
            }
            return new LocalGraph(nodes, level.edges);
        }

        private LocalNode node(Box box, boolean insideBlock) {
            GroupPlan plan = plans.get(box.id());
            if (plan != null) {
                return new LocalNode(
                        Role.BOX, box.id(), plan.cross(), plan.along(), plan.inPorts(), plan.outPorts());
            }
            Size size = Metrics.closed(box, insideBlock);
            Size flow = leftToRight ? size.transpose() : size;
            return new LocalNode(Role.BOX, box.id(), flow.w(), flow.h(), Map.of(), Map.of());
        }
    }
}
