package dev.secateur.engine.op;

import java.util.List;

/// The sliding window of a convolution or pooling. All lists have one entry a spatial axis, but `pads` has two.
///
/// @param kernel extents of the window; empty if only the weight tensor tells them
/// @param strides steps, 1 or more; empty means all 1
/// @param pads zeros put before each axis, then after each axis; may be negative (cropping); empty means none
/// @param dilations distance of taps, 1 or more; empty means all 1
/// @param autoPad other rule for the padding, in which case `pads` is empty
public record Window(List<Integer> kernel, List<Integer> strides, List<Integer> pads, List<Integer> dilations,
        AutoPad autoPad) {

    /// How padding is found.
    public enum AutoPad {
        /// As `pads` says.
        NOTSET,
        /// Output extent is input extent over stride, rounded up; the odd zero goes to the end.
        SAME_UPPER,
        /// The same with the odd zero at the beginning.
        SAME_LOWER,
        /// No padding.
        VALID
    }

    public Window {
        kernel = List.copyOf(kernel);
        strides = List.copyOf(strides);
        pads = List.copyOf(pads);
        dilations = List.copyOf(dilations);
    }

    /// A square two-dimensional window with equal padding on all sides and no dilation.
    public static Window square(int kernel, int stride, int pad) {
        return new Window(List.of(kernel, kernel), List.of(stride, stride), List.of(pad, pad, pad, pad), List.of(1, 1),
                AutoPad.NOTSET);
    }

    /// The step along a spatial axis.
    public int stride(int axis) {
        return strides.isEmpty() ? 1 : strides.get(axis);
    }

    /// The distance of taps along a spatial axis.
    public int dilation(int axis) {
        return dilations.isEmpty() ? 1 : dilations.get(axis);
    }

    /// Zeros before the given spatial axis.
    public int padBegin(int axis) {
        return pads.isEmpty() ? 0 : pads.get(axis);
    }

    /// Zeros after the given spatial axis.
    public int padEnd(int axis) {
        return pads.isEmpty() ? 0 : pads.get(pads.size() / 2 + axis);
    }
}
