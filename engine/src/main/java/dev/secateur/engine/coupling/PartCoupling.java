package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.tensor.Tensor;

/// Operators that join, cut and pick along an axis.
final class PartCoupling {

    private static final String OPEN = "where it cuts is not known";

    private PartCoupling() {}

    static void concat(Concat op, Site site) {
        int[] result = site.outputSizes();
        int count = site.node().inputs().size();
        if (!site.hasChannels()) {
            return;
        }
        if (result == null || IntStream.range(0, count).anyMatch(i -> site.inputSizes(i) == null)) {
            site.freezeOperands("its extents are open");
            return;
        }
        int axis = Math.floorMod(op.axis(), result.length);
        Layout joined = Joining.otherAxes(site, axis);
        int[] along = new int[result[axis]];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int[] sizes = Optional.ofNullable(site.inputSizes(i)).orElseThrow();
            int[] units = Joining.along(site, i, axis, sizes[axis]);
            System.arraycopy(units, 0, along, at, units.length);
            at += units.length;
        }
        boolean cuts = Arrays.stream(along).anyMatch(u -> u != Labels.FIXED);
        site.result(cuts ? joined.with(Labels.along(axis, along)) : joined);
    }

    static void split(Split op, Site site) {
        Layout layout = site.layout(0);
        int[] sizes = site.inputSizes(0);
        if (layout.isEmpty()) {
            return;
        }
        int axis = sizes == null ? 0 : Math.floorMod(op.axis(), sizes.length);
        int at = 0;
        for (int i = 0; i < site.node().outputs().size(); i++) {
            int[] part = site.sizes(site.node().outputs().get(i));
            if (sizes == null || part == null) {
                site.freeze(layout, OPEN);
                return;
            }
            site.result(i, ranged(layout, axis, at, at + part[axis]));
            at += part[axis];
        }
    }

    private static Layout ranged(Layout layout, int axis, int from, int to) {
        Labels part = layout.at(axis).orElse(null);
        return part == null || from >= to ? layout : layout.without(part).with(part.range(axis, from, to));
    }

    static void slice(Slice op, Site site) {
        Layout layout = site.layout(0);
        int[] sizes = site.inputSizes(0);
        int[] result = site.outputSizes();
        if (layout.isEmpty()) {
            return;
        }
        SliceBounds bounds = SliceBounds.of(op, site);
        if (sizes == null || result == null || bounds == null) {
            site.freeze(layout, OPEN);
            return;
        }
        for (int i = 0; i < bounds.axes().length; i++) {
            int axis = bounds.axes()[i];
            Labels part = layout.at(axis).orElse(null);
            if (part == null || result[axis] == sizes[axis] && bounds.steps()[i] == 1) {
                continue;
            }
            if (bounds.steps()[i] != 1) {
                site.freeze(part, "every other channel is picked");
                layout = layout.without(part);
            } else {
                layout = ranged(layout, axis, bounds.starts()[i], bounds.starts()[i] + result[axis]);
            }
        }
        site.result(layout);
    }

    static void pad(Pad op, Site site) {
        Layout layout = site.layout(0);
        int[] sizes = site.inputSizes(0);
        if (layout.isEmpty()) {
            return;
        }
        long[] pads = site.isGiven(3) ? null : site.numbers(op.pads(), 1);
        if (sizes == null || pads == null || pads.length != 2 * sizes.length) {
            site.freeze(layout, OPEN);
            return;
        }
        Layout padded = layout;
        for (Labels part : layout.parts()) {
            for (int axis : part.axes()) {
                int before = (int) pads[axis];
                int after = (int) pads[axis + sizes.length];
                if (before != 0 || after != 0) {
                    padded = padded.without(part);
                    padded = padded(op, site, part, before, after).map(padded::with).orElse(padded);
                }
            }
        }
        site.result(padded);
    }

    private static Optional<Labels> padded(Pad op, Site site, Labels part, int before, int after) {
        if (!part.isSingle() || !op.mode().equals("constant") || before < 0 || after < 0) {
            site.freeze(part, "channels are added or cut in a way that is not followed");
            return Optional.empty();
        }
        // The added channels hold a constant: each can go by being added less.
        int[] units = new int[before + part.units().length + after];
        System.arraycopy(site.fresh(before), 0, units, 0, before);
        System.arraycopy(part.units(), 0, units, before, part.units().length);
        System.arraycopy(site.fresh(after), 0, units, before + part.units().length, after);
        return Optional.of(Labels.along(part.axis(), units));
    }

    static void gather(Gather op, Site site) {
        int[] sizes = site.inputSizes(0);
        if (site.constant(0).isPresent()) {
            embedding(op, site, sizes);
            return;
        }
        Layout layout = site.layout(0);
        if (layout.isEmpty()) {
            site.freezeOperands("they are used as indices");
            return;
        }
        int[] indexSizes = site.inputSizes(1);
        if (sizes == null || indexSizes == null) {
            site.freeze(layout, OPEN);
            return;
        }
        int axis = Math.floorMod(op.axis(), sizes.length);
        int grown = indexSizes.length - 1;
        int[] moved = new int[sizes.length];
        Arrays.setAll(moved, i -> i > axis ? i + grown : i);
        Labels part = layout.at(axis).orElse(null);
        Layout rest = part == null ? layout : layout.without(part);
        Labels picked = part == null ? null : picked(site, part, axis);
        Layout result = rest.moved(moved);
        site.result(picked == null ? result : result.with(picked.moved(moved)));
    }

    private static @Nullable Labels picked(Site site, Labels part, int axis) {
        Tensor indices = site.constant(1).orElse(null);
        if (indices == null || indices.rank() > 1) {
            site.freeze(part, "which of them are picked is not known");
            return null;
        }
        int size = part.sizes()[Arrays.binarySearch(part.axes(), axis)];
        long[] at = indices.toLongs();
        if (indices.rank() == 0) {
            if (part.isSingle()) {
                site.freeze(part, "one of them is picked");
                return null;
            }
            return part.at(axis, Math.floorMod((int) at[0], size));
        }
        if (!part.isSingle()) {
            site.freeze(part, "they are picked while folded");
            return null;
        }
        return Labels.along(axis,
                Arrays.stream(at).mapToInt(i -> part.units()[Math.floorMod((int) i, size)]).toArray());
    }

    /// Rows of a constant table picked by index: the columns are channels made here.
    private static void embedding(Gather op, Site site, int @Nullable [] sizes) {
        int[] result = site.outputSizes();
        boolean isTable = sizes != null && sizes.length == 2 && Math.floorMod(op.axis(), 2) == 0
                && site.constant(1).isEmpty() && site.constant(0).filter(t -> t.dtype().isFloating()).isPresent();
        site.freezeOperands("they are used as indices");
        if (isTable && result != null && sizes != null) {
            int[] made = site.fresh(sizes[1]);
            site.slot(0, Role.PRODUCER, Labels.along(1, made));
            site.result(Layout.of(Labels.along(result.length - 1, made)));
        }
    }
}
