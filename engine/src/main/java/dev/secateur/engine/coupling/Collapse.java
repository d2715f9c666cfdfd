package dev.secateur.engine.coupling;

import java.util.List;

import dev.secateur.engine.graph.Node;

/// Makes channels that run over several axes go along one of them only, so that what is left is a full tensor again.
final class Collapse {

    private Collapse() {}

    /// Joins all that share an index along `axis`.
    static Labels onto(Labels labels, int axis, Units units, Node node) {
        Hold.Reason meeting = new Hold.Reason(node, "they are folded together with channels that cannot go");
        List<int[]> slices = labels.slices(axis);
        int[] along = new int[slices.size()];
        for (int i = 0; i < along.length; i++) {
            int[] slice = slices.get(i);
            for (int k = 1; k < slice.length; k++) {
                units.join(slice[0], slice[k], meeting);
            }
            along[i] = representative(slice);
        }
        return Labels.along(axis, along);
    }

    private static int representative(int[] slice) {
        for (int unit : slice) {
            if (unit == Labels.FIXED) {
                return Labels.FIXED;
            }
        }
        return slice[0];
    }

    /// The single axis that such channels go along: one along which they already are joined, else the longest.
    static Labels settle(Labels labels, Units units, Node node) {
        if (labels.isSingle()) {
            return labels;
        }
        int longest = 0;
        for (int i = 0; i < labels.axes().length; i++) {
            if (isJoined(labels, labels.axes()[i], units)) {
                return onto(labels, labels.axes()[i], units, node);
            }
            longest = labels.sizes()[i] > labels.sizes()[longest] ? i : longest;
        }
        return onto(labels, labels.axes()[longest], units, node);
    }

    private static boolean isJoined(Labels labels, int axis, Units units) {
        for (int[] slice : labels.slices(axis)) {
            for (int unit : slice) {
                if (root(unit, units) != root(slice[0], units)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int root(int unit, Units units) {
        return unit == Labels.FIXED ? Labels.FIXED : units.root(unit);
    }
}
