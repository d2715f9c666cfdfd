package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Split;

/// Joining and taking apart along an axis.
final class PartShapes {

    private PartShapes() {}

    static void register(ShapeTable table) {
        table.shape(Concat.class, PartShapes::joined);
        table.shape(Split.class, PartShapes::split);
        table.shape(Gather.class, PartShapes::gathered);
    }

    private static void joined(Concat op, Site site) {
        List<Extent> sum = null;
        boolean allKnown = true;
        for (int i = 0; i < site.inputCount(); i++) {
            List<Extent> part = site.dims(i);
            if (part == null) {
                allKnown = false;
                continue;
            }
            int axis = Axes.normal(op.axis(), part.size(), site);
            sum = axis < 0 ? null : sum == null ? part : append(sum, part, axis, site);
            if (sum == null) {
                return;
            }
        }
        if (sum != null && !allKnown) {
            List<Extent> open = new ArrayList<>(sum);
            open.set(Axes.normal(op.axis(), sum.size(), site), Extent.UNKNOWN);
            sum = open;
        }
        site.give(0, site.dtype(0), sum);
    }

    private static @Nullable List<Extent> append(List<Extent> sum, List<Extent> part, int axis, Site site) {
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < part.size() && part.size() == sum.size(); i++) {
            Extent one = i == axis ? sum.get(i).plus(part.get(i)) : Broadcast.unify(sum.get(i), part.get(i));
            if (one == null) {
                break;
            }
            dims.add(one);
        }
        if (dims.size() != sum.size() || sum.size() != part.size()) {
            site.conflict("it joins " + Fact.display(sum) + " and " + Fact.display(part) + " along axis " + axis);
            return null;
        }
        return dims;
    }

    private static void split(Split op, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null) {
            for (int i = 0; i < site.outputCount(); i++) {
                site.give(i, site.dtype(0), null);
            }
            return;
        }
        int axis = Axes.normal(op.axis(), data.size(), site);
        List<Extent> parts = axis < 0 ? null : parts(op, data.get(axis), site);
        for (int i = 0; parts != null && i < site.outputCount(); i++) {
            List<Extent> dims = new ArrayList<>(data);
            dims.set(axis, parts.get(i));
            site.give(i, site.dtype(0), dims);
        }
    }

    private static @Nullable List<Extent> parts(Split op, Extent whole, Site site) {
        int count = site.outputCount();
        List<Extent> stated = op.split() == null ? null : op.split().stream().map(Extent::of).toList();
        if (stated == null && site.has(1)) {
            stated = site.integers(1);
            if (stated == null) {
                return Broadcast.unknown(count);
            }
        }
        if (stated == null) {
            return equalParts(op.numOutputs(), count, whole, site);
        }
        Extent sum = stated.stream().reduce(Extent.ZERO, Extent::plus);
        boolean negative = stated.stream().anyMatch(e -> e.isNumber() && e.number() < 0);
        if (stated.size() != count || negative || Broadcast.unify(sum, whole) == null) {
            site.conflict("it cuts an extent of " + whole + " into " + stated + " for " + count + " results");
            return null;
        }
        return stated;
    }

    /// Equal parts; where the number of parts is given (opset 18), the last may be smaller.
    private static @Nullable List<Extent> equalParts(@Nullable Integer asked, int count, Extent whole, Site site) {
        boolean mayBeUneven = asked != null;
        if (asked != null && asked != count
                || whole.isNumber() && !mayBeUneven && whole.number() % count != 0) {
            site.conflict("it cuts an extent of " + whole + " into " + (asked == null ? count : asked)
                    + " parts for " + count + " results");
            return null;
        }
        Extent part = mayBeUneven ? whole.ceilOver(count) : whole.floorOver(count);
        List<Extent> parts = new ArrayList<>(Collections.nCopies(count, part));
        Extent last = whole.minus(part.times(count - 1L));
        if (last.isNumber() && last.number() < 0) {
            site.conflict(
                    "it cuts an extent of " + whole + " into " + count + " parts, which leaves less than nothing");
            return null;
        }
        if (mayBeUneven) {
            parts.set(count - 1, last);
        }
        return parts;
    }

    private static void gathered(Gather op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> indices = site.dims(1);
        int axis = data == null ? 0 : Axes.normal(op.axis(), data.size(), site);
        if (data == null || indices == null || axis < 0) {
            site.give(0, site.dtype(0), null);
            return;
        }
        Extent extent = data.get(axis);
        List<Extent> chosen = site.integers(1);
        for (Extent index : chosen == null ? List.<Extent>of() : chosen) {
            if (extent.isNumber() && index.isNumber()
                    && (index.number() >= extent.number() || index.number() < -extent.number())) {
                site.conflict("it picks index " + index + " of an extent of " + extent);
                return;
            }
        }
        List<Extent> dims = new ArrayList<>(data.subList(0, axis));
        dims.addAll(indices);
        dims.addAll(data.subList(axis + 1, data.size()));
        site.give(0, site.dtype(0), dims);
    }
}
