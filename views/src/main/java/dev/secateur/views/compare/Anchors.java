package dev.secateur.views.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.NodeChange;
import dev.secateur.engine.graph.Node;

/// Where the nodes that two networks share stand in both, from top to bottom: what one shows leads to what the other shows.
///
/// @param pairs middle in the first scene and middle in the second, both rising
record Anchors(List<double[]> pairs) {

    static Anchors of(GraphDifference difference, Side first, Side second) {
        List<double[]> found = new ArrayList<>();
        for (NodeChange change : difference.changes()) {
            Node before = change.before();
            Node after = change.after();
            if (before != null && after != null) {
                first.seen(before.id()).ifPresent(a -> second.seen(after.id())
                        .ifPresent(b -> found.add(new double[]{a.bounds().centerY(), b.bounds().centerY()})));
            }
        }
        found.sort(Comparator.comparingDouble(p -> p[0]));
        List<double[]> rising = new ArrayList<>();
        for (double[] pair : found) {
            if (rising.isEmpty() || pair[0] > rising.getLast()[0] && pair[1] > rising.getLast()[1]) {
                rising.add(pair);
            }
        }
        return new Anchors(rising);
    }

    /// The place in the second scene that belongs to one in the first.
    double toSecond(double y) {
        return mapped(y, 0, 1);
    }

    /// The place in the first scene that belongs to one in the second.
    double toFirst(double y) {
        return mapped(y, 1, 0);
    }

    /// Between anchors by proportion, beyond them by the same distance.
    private double mapped(double y, int from, int to) {
        if (pairs.isEmpty()) {
            return y;
        }
        double[] below = pairs.getFirst();
        if (y <= below[from]) {
            return below[to] + y - below[from];
        }
        for (double[] above : pairs) {
            if (y <= above[from]) {
                double part = (y - below[from]) / Math.max(1e-9, above[from] - below[from]);
                return below[to] + part * (above[to] - below[to]);
            }
            below = above;
        }
        return below[to] + y - below[from];
    }
}
