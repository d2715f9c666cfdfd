package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Reduce;

/// Reductions along axes.
final class ReductionShapes {

    private ReductionShapes() {}

    static void register(ShapeTable table) {
        table.shape(Reduce.class, ReductionShapes::reduced);
    }

    private static void reduced(Reduce op, Site site) {
        List<Extent> data = site.dims(0);
        List<Long> axes = op.axes() == null && site.has(1) ? site.numbers(1) : op.axes();
        if (axes == null && site.has(1)) {
            site.give(0, site.dtype(0), data != null && op.keepDims() ? Broadcast.unknown(data.size()) : null);
            return;
        }
        if (data == null) {
            site.give(0, site.dtype(0), reducesAll(op, axes) && !op.keepDims() ? List.of() : null);
            return;
        }
        List<Integer> normal = Axes.normal(chosen(op, axes, data.size()), data.size(), site);
        if (normal == null) {
            return;
        }
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            if (!normal.contains(i)) {
                dims.add(data.get(i));
            } else if (op.keepDims()) {
                dims.add(Extent.ONE);
            }
        }
        site.give(0, site.dtype(0), dims);
    }

    private static boolean reducesAll(Reduce op, @Nullable List<Long> axes) {
        return (axes == null || axes.isEmpty()) && !op.noopWithEmptyAxes();
    }

    private static List<Long> chosen(Reduce op, @Nullable List<Long> axes, int rank) {
        if (reducesAll(op, axes)) {
            return LongStream.range(0, rank).boxed().toList();
        }
        return axes == null ? List.of() : axes;
    }
}
