package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Axes as attributes and inputs name them: negative ones count from the end.
final class Axes {

    private Axes() {}

    /// The axis as 0 to rank - 1; -1 after reporting a conflict.
    static int normal(long axis, int rank, Site site) {
        long normal = axis < 0 ? axis + rank : axis;
        if (normal < 0 || normal >= rank) {
            site.conflict("axis " + axis + " is outside its " + rank + " axes");
            return -1;
        }
        return (int) normal;
    }

    /// The axes as 0 to rank - 1; null after reporting a conflict, also for an axis named twice.
    static @Nullable List<Integer> normal(List<Long> axes, int rank, Site site) {
        List<Integer> normal = new ArrayList<>();
        for (long axis : axes) {
            int one = normal(axis, rank, site);
            if (one < 0) {
                return null;
            }
            if (normal.contains(one)) {
                site.conflict("axis " + axis + " is named twice");
                return null;
            }
            normal.add(one);
        }
        return normal;
    }
}
