package dev.secateur.engine.rewrite;

/// A convolution along one spatial axis: output `j` reads inputs `j * stride - begin + t` for taps `t` of the kernel.
///
/// @param kernel number of taps, 1 or more
/// @param stride step, 1 or more
/// @param begin zeros before the input, 0 or more
/// @param end zeros after the input, 0 or more
public record Axis(int kernel, int stride, int begin, int end) {

    public Axis {
        if (kernel < 1 || stride < 1 || begin < 0 || end < 0) {
            throw new IllegalArgumentException(
                    "no convolution: kernel " + kernel + ", stride " + stride + ", padding " + begin + " and " + end);
        }
    }

    /// This convolution and then another, as one. The other's padding becomes ours, so its zeros become what we compute
    /// there: the same function if it has none.
    public Axis then(Axis next) {
        return new Axis(kernel + (next.kernel - 1) * stride, stride * next.stride, begin + next.begin * stride,
                end + next.end * stride);
    }

    /// The same without padding.
    public Axis withoutPadding() {
        return new Axis(kernel, stride, 0, 0);
    }

    /// The same with another stride.
    public Axis withStride(int changed) {
        return new Axis(kernel, changed, begin, end);
    }

    /// True if this reads one input for each output and adds no zeros.
    public boolean isPointwise() {
        return kernel == 1 && begin == 0 && end == 0;
    }

    /// True if outputs are as many as inputs whatever their number.
    public boolean keepsExtent() {
        return stride == 1 && surplus() == -1;
    }

    /// Padding less kernel: two convolutions with the same stride and surplus give the same number of outputs.
    public int surplus() {
        return begin + end - kernel;
    }

    /// True if the kernel has a middle tap that can stand alone with what is left of the padding.
    public boolean hasCentreTap() {
        return kernel % 2 == 1 && begin >= kernel / 2 && end >= kernel / 2;
    }

    /// The middle tap alone; outputs are as many as before.
    public Axis centreTap() {
        return new Axis(1, stride, begin - kernel / 2, end - kernel / 2);
    }

    /// Number of outputs for `extent` inputs; 0 or less if the kernel does not fit.
    public long outputs(long extent) {
        return Math.floorDiv(extent + surplus(), (long) stride) + 1;
    }

    /// The smallest kernel that holds this one and a parallel one of the same stride; its outputs are as many as ours.
    ///
    /// @return null if there is none without cropping
    @org.jspecify.annotations.Nullable
    Axis covering(Axis parallel) {
        int left = Math.max(begin, parallel.begin);
        int size = Math.max(left - begin + kernel, left - parallel.begin + parallel.kernel);
        int right = surplus() + size - left;
        return stride != parallel.stride || right < 0 ? null : new Axis(size, stride, left, right);
    }
}
