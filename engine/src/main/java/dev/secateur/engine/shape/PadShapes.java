package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Pad;

/// Borders around a tensor; negative ones crop.
final class PadShapes {

    private PadShapes() {}

    static void register(ShapeTable table) {
        table.shape(Pad.class, PadShapes::padded);
    }

    private static void padded(Pad op, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null) {
            site.give(0, site.dtype(0), null);
            return;
        }
        List<Extent> pads = op.pads() == null ? site.integers(1) : op.pads().stream().map(Extent::of).toList();
        List<Integer> axes = axes(data.size(), site);
        if (pads == null || axes == null) {
            site.give(0, site.dtype(0), Broadcast.unknown(data.size()));
            return;
        }
        if (pads.size() != 2 * axes.size()) {
            site.conflict("it names " + pads.size() + " pads for " + axes.size() + " axes");
            return;
        }
        List<Extent> dims = new ArrayList<>(data);
        for (int i = 0; i < axes.size(); i++) {
            Extent extent = data.get(axes.get(i)).plus(pads.get(i)).plus(pads.get(i + axes.size()));
            if (extent.isNumber() && extent.number() < 0) {
                site.conflict("it crops axis " + axes.get(i) + " of extent " + data.get(axes.get(i)) + " to " + extent);
                return;
            }
            dims.set(axes.get(i), extent);
        }
        site.give(0, site.dtype(0), dims);
    }

    private static @Nullable List<Integer> axes(int rank, Site site) {
        if (!site.has(3)) {
            List<Integer> all = new ArrayList<>();
            for (int i = 0; i < rank; i++) {
                all.add(i);
            }
            return all;
        }
        List<Long> named = site.numbers(3);
        return named == null ? null : Axes.normal(named, rank, site);
    }
}
