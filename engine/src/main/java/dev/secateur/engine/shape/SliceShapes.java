package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Slice;

/// A box out of a tensor, with negative bounds and steps.
final class SliceShapes {

    /// Exporters write bounds of this size and more for "to the end".
    private static final long FAR = Integer.MAX_VALUE;

    private SliceShapes() {}

    static void register(ShapeTable table) {
        table.shape(Slice.class, SliceShapes::sliced);
        table.elements(Slice.class, SliceShapes::elements);
    }

    /// Bounds along one axis.
    record Cut(int axis, Extent start, Extent end, Extent step) {}

    private static void sliced(Slice op, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null) {
            site.give(0, site.dtype(0), null);
            return;
        }
        List<Cut> cuts = cuts(op, data.size(), site);
        if (cuts == null) {
            site.give(0, site.dtype(0), open(op, data, site));
            return;
        }
        List<Extent> dims = new ArrayList<>(data);
        for (Cut cut : cuts) {
            if (cut.step().is(0)) {
                site.conflict("it has a step of 0");
                return;
            }
            dims.set(cut.axis(), length(data.get(cut.axis()), cut));
        }
        site.give(0, site.dtype(0), dims);
    }

    /// Without known bounds the cut axes are open, and all of them if not even those are known.
    private static List<Extent> open(Slice op, List<Extent> data, Site site) {
        List<Long> axes = op.axes() != null ? op.axes() : site.has(3) ? site.numbers(3) : null;
        if (axes == null) {
            return Broadcast.unknown(data.size());
        }
        List<Extent> dims = new ArrayList<>(data);
        for (long axis : axes) {
            int normal = Axes.normal(axis, data.size(), site);
            if (normal >= 0) {
                dims.set(normal, Extent.UNKNOWN);
            }
        }
        return dims;
    }

    /// All cuts; null if their bounds are not followed, or after reporting a conflict.
    private static @Nullable List<Cut> cuts(Slice op, int rank, Site site) {
        List<Extent> starts = stated(op.starts(), 1, site);
        List<Extent> ends = stated(op.ends(), 2, site);
        if (starts == null || ends == null) {
            return null;
        }
        boolean axesOpen = op.axes() == null && site.has(3) && site.numbers(3) == null;
        List<Extent> steps = site.has(4) ? site.integers(4) : java.util.Collections.nCopies(starts.size(), Extent.ONE);
        if (axesOpen || steps == null) {
            return null;
        }
        List<Long> named = op.axes() != null ? op.axes() : site.has(3) ? site.numbers(3) : null;
        List<Integer> axes = named == null ? first(starts.size()) : Axes.normal(named, rank, site);
        if (axes == null) {
            return null;
        }
        boolean allEqual = starts.size() == ends.size() && axes.size() == starts.size() && steps.size() == axes.size();
        if (!allEqual || axes.size() > rank) {
            site.conflict("it names " + starts.size() + " starts, " + ends.size() + " ends and " + axes.size()
                    + " axes for data of " + rank + " axes");
            return null;
        }
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < axes.size(); i++) {
            cuts.add(new Cut(axes.get(i), starts.get(i), ends.get(i), steps.get(i)));
        }
        return cuts;
    }

    private static @Nullable List<Extent> stated(@Nullable List<Long> attribute, int input, Site site) {
        return attribute == null ? site.integers(input) : attribute.stream().map(Extent::of).toList();
    }

    private static List<Integer> first(int count) {
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            axes.add(i);
        }
        return axes;
    }

    private static Extent length(Extent extent, Cut cut) {
        if (extent.isNumber() && cut.start().isNumber() && cut.end().isNumber() && cut.step().isNumber()) {
            return Extent.of(steps(extent.number(), cut).length());
        }
        if (!cut.step().isNumber()) {
            return Extent.UNKNOWN;
        }
        long step = cut.step().number();
        if (step < 0) {
            boolean whole = isLast(cut.start()) && cut.end().isNumber() && cut.end().number() <= -FAR;
            return whole ? extent.ceilOver(-step) : Extent.UNKNOWN;
        }
        Extent begin = cut.start();
        boolean nearFront = extent.isSymbolic() && begin.isNumber() && begin.number() > 0 && begin.number() < FAR;
        Extent start = nearFront ? begin : position(extent, begin);
        Extent end = position(extent, cut.end());
        Extent length = end.minus(start);
        if (length.isNumber() && length.number() < 0) {
            return Extent.ZERO;
        }
        return length.ceilOver(step);
    }

    private static boolean isLast(Extent start) {
        return start.isNumber() && (start.number() == -1 || start.number() >= FAR);
    }

    /// The bound as a place from the front, cut off at the extent; unknown if it cannot be told which of both is smaller.
    /// A symbolic extent is taken to be long enough for what a negative bound leaves out, and for a start near its front.
    private static Extent position(Extent extent, Extent bound) {
        if (bound.isNumber() && bound.number() < 0) {
            return bound.number() <= -FAR ? Extent.ZERO : extent.plus(bound);
        }
        if (bound.is(0) || bound.isNumber() && bound.number() >= FAR) {
            return bound.is(0) ? bound : extent;
        }
        Extent beyond = bound.minus(extent);
        if (beyond.isSurelyNotNegative()) {
            return extent;
        }
        return extent.minus(bound).isSurelyNotNegative() ? bound : Extent.UNKNOWN;
    }

    /// Where a cut starts, how it steps, and how many elements it takes.
    record Steps(long start, long step, long length) {}

    /// The specification's clamping: bounds outside the extent are moved to its ends.
    private static Steps steps(long extent, Cut cut) {
        long step = cut.step().number();
        long start = cut.start().number() < 0 ? cut.start().number() + extent : cut.start().number();
        long end = cut.end().number() < 0 ? cut.end().number() + extent : cut.end().number();
        long first = step > 0 ? Math.clamp(start, 0, extent) : Math.clamp(start, 0, Math.max(0, extent - 1));
        long last = step > 0 ? Math.clamp(end, 0, extent) : Math.clamp(end, -1, extent - 1);
        long distance = step > 0 ? last - first : first - last;
        long size = step == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(step);
        return new Steps(first, step, extent == 0 || distance <= 0 ? 0 : (distance - 1) / size + 1);
    }

    private static void elements(Slice op, Site site) {
        List<Extent> source = site.integers(0);
        List<Extent> data = site.dims(0);
        List<Cut> cuts = data == null ? null : cuts(op, data.size(), site);
        List<Extent> result = site.result(0).dims();
        if (source == null || data == null || cuts == null || result == null) {
            return;
        }
        int[] strides = Broadcast.strides(data);
        int start = 0;
        for (Cut cut : cuts) {
            Steps steps = steps(data.get(cut.axis()).number(), cut);
            start += (int) steps.start() * strides[cut.axis()];
            strides[cut.axis()] = steps.length() <= 1 ? 0 : (int) steps.step() * strides[cut.axis()];
        }
        int[] sizes = result.stream().mapToInt(e -> (int) e.number()).toArray();
        List<Extent> picked = new ArrayList<>();
        for (int offset : Broadcast.walk(sizes, strides, start)) {
            picked.add(source.get(offset));
        }
        site.follow(0, picked);
    }
}
