package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Window;

/// Extents under a sliding window, as the ONNX specification and ONNX Runtime's `ComputePad` and `PoolAttributes` have them.
final class Windows {

    private Windows() {}

    /// The spatial extents of a convolution's or pooling's result; null after reporting a conflict.
    ///
    /// @param spatial extents of the data without batch and channels
    /// @param kernel extents of the window
    /// @param ceil true if a window that overhangs at the end counts, as long as it does not start in the padding
    static @Nullable List<Extent> slide(List<Extent> spatial, List<Extent> kernel, Window window, boolean ceil,
            Site site) {
        if (!fits(spatial.size(), kernel.size(), window, site)) {
            return null;
        }
        List<Extent> result = new ArrayList<>();
        for (int i = 0; i < spatial.size(); i++) {
            Extent reach = reach(kernel.get(i), window.dilation(i));
            Extent out = extent(spatial.get(i), reach, window, i, ceil);
            if (out.isNumber() && out.number() < 0 || tooSmall(spatial.get(i), reach, window, i)) {
                site.conflict("its window of " + reach + " is larger than the padded extent of spatial axis " + i
                        + ", which is " + spatial.get(i));
                return null;
            }
            result.add(out);
        }
        return result;
    }

    static boolean fits(int rank, int kernel, Window window, Site site) {
        boolean lists = (window.strides().isEmpty() || window.strides().size() == rank)
                && (window.dilations().isEmpty() || window.dilations().size() == rank)
                && (window.pads().isEmpty() || window.pads().size() == 2 * rank) && kernel == rank;
        if (!lists) {
            site.conflict("its window has " + kernel + " axes and its data has " + rank + " spatial axes");
            return false;
        }
        boolean positive = window.strides().stream().allMatch(s -> s > 0)
                && window.dilations().stream().allMatch(d -> d > 0) && window.kernel().stream().allMatch(k -> k > 0);
        if (!positive) {
            site.conflict("its window has a kernel, stride or dilation that is not positive");
        }
        return positive;
    }

    /// The distance from the first to behind the last tap.
    static Extent reach(Extent kernel, int dilation) {
        return kernel.plus(-1).times(dilation).plus(1);
    }

    private static boolean tooSmall(Extent in, Extent reach, Window window, int axis) {
        if (isSame(window) || !in.isNumber() || !reach.isNumber()) {
            return false;
        }
        return in.number() + pads(window, axis) < reach.number();
    }

    private static boolean isSame(Window window) {
        return window.autoPad() == Window.AutoPad.SAME_UPPER || window.autoPad() == Window.AutoPad.SAME_LOWER;
    }

    private static long pads(Window window, int axis) {
        boolean padded = window.autoPad() == Window.AutoPad.NOTSET;
        return padded ? (long) window.padBegin(axis) + window.padEnd(axis) : 0;
    }

    private static Extent extent(Extent in, Extent reach, Window window, int axis, boolean ceil) {
        int stride = window.stride(axis);
        if (isSame(window)) {
            return in.ceilOver(stride);
        }
        Extent room = in.plus(pads(window, axis)).minus(reach);
        if (!ceil) {
            return room.plus(stride).floorOver(stride);
        }
        Extent all = room.ceilOver(stride).plus(1);
        long begin = window.autoPad() == Window.AutoPad.NOTSET ? window.padBegin(axis) : 0;
        Extent starting = in.plus(begin).ceilOver(stride);
        return lastWindow(all, starting, reach, stride, pads(window, axis) - begin);
    }

    /// The number of windows, but only those that start before the padding at the end.
    private static Extent lastWindow(Extent all, Extent starting, Extent reach, int stride, long padEnd) {
        if (all.isNumber() && starting.isNumber()) {
            return Extent.of(Math.min(all.number(), starting.number()));
        }
        boolean neverStartsInPadding = reach.isNumber() && stride + padEnd <= reach.number();
        return neverStartsInPadding || all.isSame(starting) ? all : Extent.UNKNOWN;
    }
}
