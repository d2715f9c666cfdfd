package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Transpose;

/// Operators that leave every channel where it is, move axes, or take something over an axis.
final class ElementCoupling {

    private ElementCoupling() {}

    /// Every position of the first operand stays where it is.
    static void pass(Op op, Site site) {
        site.result(site.layout(0));
    }

    /// Windows over the spatial axes of `[N, C, spatial...]`.
    static void window(Op op, Site site) {
        Layout layout = site.layout(0);
        for (Labels part : site.layout(0).parts()) {
            if (Arrays.stream(part.axes()).anyMatch(a -> a > 1)) {
                site.freeze(part, "windows run over their axis");
                layout = layout.without(part);
            }
        }
        site.result(layout);
    }

    static void resize(Resize op, Site site) {
        int[] before = site.inputSizes(0);
        int[] after = site.outputSizes();
        Layout layout = site.layout(0);
        for (Labels part : site.layout(0).parts()) {
            if (before == null || after == null || before.length != after.length
                    || Arrays.stream(part.axes()).anyMatch(a -> before[a] != after[a])) {
                site.freeze(part, "their axis is resized");
                layout = layout.without(part);
            }
        }
        site.result(layout);
    }

    static void softmax(Softmax op, Site site) {
        shareOut(site, op.axis(), op.flattened());
    }

    static void logSoftmax(LogSoftmax op, Site site) {
        shareOut(site, op.axis(), op.flattened());
    }

    /// A function over all along an axis: what lies on that axis stays.
    private static void shareOut(Site site, int along, boolean flattened) {
        int[] sizes = site.inputSizes(0);
        Layout layout = site.layout(0);
        for (Labels part : site.layout(0).parts()) {
            if (sizes == null) {
                site.freeze(part, "its extents are open");
                continue;
            }
            int axis = Math.floorMod(along, sizes.length);
            int[] rest = Arrays.stream(part.axes()).filter(a -> a < axis || !flattened && a != axis).toArray();
            if (rest.length == 0) {
                site.freeze(part, site.node().op().type() + " shares out over them");
            } else if (rest.length < part.axes().length) {
                layout = layout.without(part).with(site.collapse(part, longest(rest, sizes)));
            }
        }
        site.result(layout);
    }

    static int longest(int[] axes, int[] sizes) {
        return Arrays.stream(axes).boxed().max((a, b) -> Integer.compare(sizes[a], sizes[b])).orElseThrow();
    }

    static void reduce(Reduce op, Site site) {
        int[] sizes = site.inputSizes(0);
        if (site.layout(0).isEmpty()) {
            return;
        }
        int[] axes = sizes == null ? null : reduced(op, site, sizes.length);
        if (sizes == null || axes == null) {
            site.freeze(site.layout(0), "over which axes it is taken is not known");
            return;
        }
        Layout kept = Layout.NONE;
        for (Labels part : site.layout(0).parts()) {
            int[] rest = Arrays.stream(part.axes()).filter(a -> Arrays.binarySearch(axes, a) < 0).toArray();
            if (rest.length == 0) {
                site.mix(part, op.type() + " is taken over the channels");
            } else {
                kept = kept.with(rest.length == part.axes().length ? part : site.collapse(part, longest(rest, sizes)));
            }
        }
        int[] moved = new int[sizes.length];
        Arrays.setAll(moved, i -> op.keepDims() ? i : i - (int) Arrays.stream(axes).filter(a -> a < i).count());
        site.result(kept.moved(moved));
    }

    /// The axes that go, ascending; null if not known.
    private static int @Nullable [] reduced(Reduce op, Site site, int rank) {
        boolean named = op.axes() != null || site.isGiven(1);
        if (!named) {
            return op.noopWithEmptyAxes() ? new int[0] : IntStream.range(0, rank).toArray();
        }
        long[] axes = site.numbers(op.axes(), 1);
        return axes == null
                ? null
                : Arrays.stream(axes).mapToInt(a -> Math.floorMod((int) a, rank)).sorted().toArray();
    }

    static void transpose(Transpose op, Site site) {
        int[] sizes = site.inputSizes(0);
        if (sizes == null) {
            site.freezeOperands("its extents are open");
            return;
        }
        List<Integer> perm = op.perm();
        int[] moved = new int[sizes.length];
        for (int i = 0; i < moved.length; i++) {
            moved[perm.isEmpty() ? moved.length - 1 - i : perm.get(i)] = i;
        }
        site.result(site.layout(0).moved(moved));
    }

    /// Data that keeps its channels; a constant that is spread out has a channel at every position of its own.
    static void expand(Expand op, Site site) {
        int[] before = site.inputSizes(0);
        int[] after = site.outputSizes();
        if (before == null || after == null) {
            site.freezeOperands("its extents are open");
            return;
        }
        int shift = after.length - before.length;
        Layout layout = site.layout(0).moved(IntStream.range(shift, after.length).toArray());
        if (site.constant(0).isPresent() && before.length > 0 && before[before.length - 1] > 1) {
            Labels made = Labels.along(before.length - 1, site.fresh(before[before.length - 1]));
            site.slot(0, Role.CHANNEL, made);
            layout = Layout.of(Labels.along(after.length - 1, made.units()));
        }
        for (Labels part : List.copyOf(layout.parts())) {
            if (IntStream.range(0, part.axes().length).anyMatch(i -> part.sizes()[i] != after[part.axes()[i]])) {
                site.freeze(part, "a single channel is stretched over several");
                layout = layout.without(part);
            }
        }
        site.result(layout);
    }
}
