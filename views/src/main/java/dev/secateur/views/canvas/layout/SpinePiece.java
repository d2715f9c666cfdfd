package dev.secateur.views.canvas.layout;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.secateur.views.canvas.layout.Piece.Layer;
import dev.secateur.views.canvas.layout.Piece.PieceEdge;
import dev.secateur.views.canvas.layout.Piece.PieceNode;

/// A bundle with very many long edges, such as an open dense block: all boxes in one column, and at their right one vertical
/// lane for each tensor that is used further on, with a tap into every consumer. Linear in the number of edges.
final class SpinePiece {
    /// More load than this takes the layered algorithm half a second and more.
    private static final int MOST_LAYERED = 6_000;

    /// More edges than this that turn between two layers take it as long.
    private static final int MOST_SIDE_BY_SIDE = 800;

    private static final double LANE = 8;
    private static final double FIRST_LANE = 14;
    private static final double DEPART = 7;
    private static final double ARRIVE = 10;
    private static final double LEAST_GAP = 28;

    private final Piece piece;
    private final double[] along;
    private final double[] laneEnd;
    private final double[] lane;
    private double right;
    private double bottom;

    private SpinePiece(Piece piece) {
        this.piece = piece;
        int count = piece.nodes().size();
        along = new double[count];
        lane = new double[count];
        laneEnd = new double[count];
    }

    /// Whether a bundle is better laid out this way.
    static boolean suits(Piece piece) {
        return piece.load() > MOST_LAYERED || piece.widest() > MOST_SIDE_BY_SIDE;
    }

    static Piece.Placed place(Piece piece) {
        SpinePiece run = new SpinePiece(piece);
        run.stack();
        run.assignLanes();
        return run.result();
    }

    private void stack() {
        double gap = Math.max(piece.spacing(), LEAST_GAP);
        double cursor = 0;
        for (int i = 0; i < along.length; i++) {
            PieceNode node = piece.nodes().get(i);
            if (!isPoint(i)) {
                along[i] = i == 0 ? 0 : cursor + gap;
                cursor = along[i] + node.along();
                right = Math.max(right, node.cross() / 2);
            }
        }
        bottom = cursor + gap;
        for (int i = 0; i < along.length; i++) {
            if (isPoint(i)) {
                along[i] = piece.nodes().get(i).layer() == Layer.FIRST ? 0 : bottom;
            }
        }
    }

    /// Each source whose tensor is used beyond the next box gets a lane from there to its last consumer; lanes are used again
    /// where they have become free.
    private void assignLanes() {
        Arrays.fill(laneEnd, Double.NEGATIVE_INFINITY);
        double[] start = along.clone();
        for (PieceEdge edge : piece.edges()) {
            if (!isStraight(edge)) {
                laneEnd[edge.from()] = Math.max(laneEnd[edge.from()], Math.max(along[edge.to()], along[edge.from()]));
                start[edge.from()] = Math.min(start[edge.from()], along[edge.to()] - ARRIVE);
            }
        }
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < along.length; i++) {
            if (laneEnd[i] > Double.NEGATIVE_INFINITY) {
                sources.add(i);
            }
        }
        sources.sort(java.util.Comparator.comparingDouble(i -> start[i]));
        List<Double> free = new ArrayList<>();
        for (int source : sources) {
            int index = 0;
            while (index < free.size() && free.get(index) >= start[source]) {
                index++;
            }
            if (index == free.size()) {
                free.add(0.0);
            }
            free.set(index, laneEnd[source]);
            lane[source] = right + FIRST_LANE + index * LANE;
        }
    }

    private Piece.Placed result() {
        List<Double> cross = new ArrayList<>();
        List<Double> tops = new ArrayList<>();
        for (int i = 0; i < along.length; i++) {
            cross.add(isPoint(i) ? pointLane(i) : -piece.nodes().get(i).cross() / 2);
            tops.add(along[i]);
        }
        return new Piece.Placed(cross, tops, piece.edges().stream().map(this::path).toList());
    }

    private double[] path(PieceEdge edge) {
        double fromX = isPoint(edge.from()) ? lane[edge.from()] : left(edge.from()) + edge.fromOffset();
        double fromY = along[edge.from()] + piece.nodes().get(edge.from()).along();
        double toX = isPoint(edge.to()) ? lane[edge.from()] : left(edge.to()) + target(edge);
        double toY = along[edge.to()];
        if (isStraight(edge)) {
            double middle = (fromY + toY) / 2;
            return Path.of(fromX, fromY, fromX, middle, toX, middle, toX, toY).toArray();
        }
        Path path = Path.of(fromX, fromY);
        if (!isPoint(edge.from())) {
            path.add(fromX, fromY + DEPART).add(lane[edge.from()], fromY + DEPART);
        }
        if (!isPoint(edge.to())) {
            path.add(lane[edge.from()], toY - ARRIVE).add(toX, toY - ARRIVE);
        }
        return path.add(toX, toY).toArray();
    }

    private double target(PieceEdge edge) {
        double width = piece.nodes().get(edge.to()).cross();
        if (edge.toOffset() != Piece.FREE) {
            return edge.toOffset();
        }
        return isStraight(edge) ? width / 2 : width / 2 + Math.min(30, width / 4);
    }

    /// Between neighbours of the column.
    private boolean isStraight(PieceEdge edge) {
        if (isPoint(edge.from()) || isPoint(edge.to()) || edge.from() >= edge.to()) {
            return false;
        }
        for (int i = edge.from() + 1; i < edge.to(); i++) {
            if (!isPoint(i)) {
                return false;
            }
        }
        return true;
    }

    private double left(int node) {
        return -piece.nodes().get(node).cross() / 2;
    }

    /// An exit stands on the lane of what leaves there, an entry on its own.
    private double pointLane(int node) {
        for (PieceEdge edge : piece.edges()) {
            if (edge.to() == node) {
                return lane[edge.from()];
            }
        }
        return lane[node];
    }

    /// Entries and exits besides the line on which the bundle is entered.
    private boolean isPoint(int node) {
        PieceNode known = piece.nodes().get(node);
        return node > 0 && known.layer() != Layer.ANY && known.cross() == 0 && known.along() == 0;
    }
}
