package dev.secateur.engine.autograd;

import java.util.Arrays;
import java.util.List;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.Window;

/// A sliding window as LibTorch wants it: equal padding on both sides as part of the operator, the rest put around the data
/// before.
///
/// @param pads equal zeros on both sides of each spatial axis
/// @param extra what is to be put around the data first, the last axis first, begin and end; negative crops; all 0 mostly
record Sliding(long[] kernel, long[] strides, long[] pads, long[] dilations, long[] extra) {

    static Sliding of(Window window, Tensor data, long[] kernel) {
        int axes = kernel.length;
        long[] strides = longs(window.strides(), axes, 1);
        long[] dilations = longs(window.dilations(), axes, 1);
        long[] pads = new long[axes];
        long[] extra = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            long reach = (kernel[i] - 1) * dilations[i] + 1;
            long begin = begin(window, i, data.size(i + 2), reach, strides[i]);
            long end = end(window, i, data.size(i + 2), reach, strides[i]);
            pads[i] = Math.max(0, Math.min(begin, end));
            extra[2 * (axes - 1 - i)] = begin - pads[i];
            extra[2 * (axes - 1 - i) + 1] = end - pads[i];
        }
        return new Sliding(kernel, strides, pads, dilations, extra);
    }

    int axes() {
        return kernel.length;
    }

    /// The data with what LibTorch's own padding cannot give.
    Tensor padded(Tensor data, double value) {
        return isEven() ? data : torch.constant_pad_nd(data, extra, new Scalar(value));
    }

    /// True if the operator's own padding is all.
    boolean isEven() {
        return Arrays.stream(extra).allMatch(e -> e == 0);
    }

    static long[] longs(List<Integer> values, int axes, long otherwise) {
        long[] longs = new long[axes];
        Arrays.setAll(longs, i -> values.isEmpty() ? otherwise : values.get(i));
        return longs;
    }

    private static long same(long in, long reach, long stride) {
        return Math.max(0, (Math.ceilDiv(in, stride) - 1) * stride + reach - in);
    }

    private static long begin(Window window, int axis, long in, long reach, long stride) {
        return switch (window.autoPad()) {
            case NOTSET -> window.padBegin(axis);
            case VALID -> 0;
            case SAME_UPPER -> same(in, reach, stride) / 2;
            case SAME_LOWER -> (same(in, reach, stride) + 1) / 2;
        };
    }

    private static long end(Window window, int axis, long in, long reach, long stride) {
        return switch (window.autoPad()) {
            case NOTSET -> window.padEnd(axis);
            case VALID -> 0;
            case SAME_UPPER -> (same(in, reach, stride) + 1) / 2;
            case SAME_LOWER -> same(in, reach, stride) / 2;
        };
    }
}
