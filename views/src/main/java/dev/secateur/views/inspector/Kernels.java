package dev.secateur.views.inspector;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.tensor.Tensor;

/// The kernels of one output channel of a convolution.
///
/// @param channel the output channel
/// @param inputs how many input channels are shown
/// @param allInputs how many there are
/// @param height of a kernel; 1 for a convolution along one axis
/// @param width of a kernel
/// @param values `[inputs, height, width]`
record Kernels(int channel, int inputs, int allInputs, int height, int width, double[] values) {

    /// More kernels than these are not shown: no picture of this size would tell them apart.
    private static final int MOST = 256;
    private static final int LARGEST_SIDE = 32;

    /// How many output channels have kernels that can be shown.
    static int channels(Tensor weight, NodeSheet.@Nullable Axes axes) {
        boolean shown = axes != null && (weight.rank() == 3 || weight.rank() == 4)
                && weight.dim(weight.rank() - 1) <= LARGEST_SIDE
                && (weight.rank() == 3 || weight.dim(2) <= LARGEST_SIDE) && axes.channel() < 2 && axes.other() < 2;
        return shown && axes != null ? (int) weight.dim(axes.channel()) : 0;
    }

    /// @param weight of rank 3 or 4: both channel axes, then those of the kernel
    static Kernels of(Tensor weight, NodeSheet.Axes axes, int channel) {
        int height = weight.rank() == 4 ? (int) weight.dim(2) : 1;
        int width = (int) weight.dim(weight.rank() - 1);
        int all = (int) weight.dim(axes.other());
        int inputs = Math.min(all, MOST);
        int size = height * width;
        double[] values = new double[inputs * size];
        for (int input = 0; input < inputs; input++) {
            long row = axes.channel() == 0
                    ? channel * weight.dim(1) + input
                    : input * weight.dim(1) + channel;
            for (int i = 0; i < size; i++) {
                values[input * size + i] = weight.doubleAt(row * size + i);
            }
        }
        return new Kernels(channel, inputs, all, height, width, values);
    }

    double at(int input, int row, int column) {
        return values[(input * height + row) * width + column];
    }

    /// The largest absolute value that is finite.
    double most() {
        double most = 0;
        for (double value : values) {
            most = Double.isFinite(value) ? Math.max(most, Math.abs(value)) : most;
        }
        return most;
    }
}
