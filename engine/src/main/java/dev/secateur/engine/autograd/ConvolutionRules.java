package dev.secateur.engine.autograd;

import java.util.Arrays;
import java.util.Map;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Window;

/// Convolutions of one to three spatial axes.
final class ConvolutionRules {

    private static final Map<Integer, ParameterKind> ROLES = Map.of(1, ParameterKind.WEIGHT, 2, ParameterKind.BIAS);

    private ConvolutionRules() {}

    static void addTo(RuleTable table) {
        table.put(Conv.class, ConvolutionRules::conv, RuleTable.operands(ROLES));
        table.put(ConvTranspose.class, ConvolutionRules::transposed, RuleTable.operands(ROLES));
    }

    private static Tensor conv(Conv op, Site site) {
        Tensor data = site.input(0);
        Tensor weight = site.input(1);
        Sliding sliding = Sliding.of(op.window(), data, kernel(weight));
        return torch.convolution(sliding.padded(data, 0), weight, site.maybe(2), sliding.strides(), sliding.pads(),
                sliding.dilations(), false, new long[sliding.axes()], op.group());
    }

    static long[] kernel(Tensor weight) {
        long[] kernel = new long[(int) weight.dim() - 2];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = weight.size(i + 2);
        }
        return kernel;
    }

    /// LibTorch pads alike on both sides, so what differs is cut off the full result (or filled up by its output padding).
    private static Tensor transposed(ConvTranspose op, Site site) {
        Tensor data = site.input(0);
        Tensor weight = site.input(1);
        Window window = op.window();
        int axes = (int) data.dim() - 2;
        long[] kernel = kernel(weight);
        long[] strides = Sliding.longs(window.strides(), axes, 1);
        long[] dilations = Sliding.longs(window.dilations(), axes, 1);
        Tensor full = torch.convolution(data, weight, new TensorOptional(), strides, new long[axes], dilations, true,
                new long[axes], op.group());
        for (int i = 0; i < axes; i++) {
            long out = op.outputPadding().isEmpty() ? 0 : op.outputPadding().get(i);
            long reach = (kernel[i] - 1) * dilations[i] + 1;
            long whole = strides[i] * (data.size(i + 2) - 1) + out + reach;
            long begin = begin(op, i, whole, data.size(i + 2) * strides[i]);
            long size = size(op, i, whole, data.size(i + 2) * strides[i]);
            full = cut(full, i + 2, begin, size);
        }
        return site.has(2) ? full.add(byChannel(site.input(2), axes)) : full;
    }

    /// A vector by channel, put so that it broadcasts over batch and spatial axes.
    private static Tensor byChannel(Tensor vector, int axes) {
        long[] dims = new long[axes + 1];
        Arrays.fill(dims, 1);
        dims[0] = -1;
        return vector.reshape(dims);
    }

    private static boolean isSame(Window window) {
        return window.autoPad() == Window.AutoPad.SAME_UPPER || window.autoPad() == Window.AutoPad.SAME_LOWER;
    }

    private static long size(ConvTranspose op, int axis, long whole, long same) {
        if (!op.outputShape().isEmpty()) {
            int spatial = op.outputShape().size() - (op.window().kernel().isEmpty()
                    ? op.outputShape().size()
                    : op.window().kernel().size());
            return op.outputShape().get(spatial + axis);
        }
        if (isSame(op.window())) {
            // Padding is never negative: where steps are wider than the taps, the result stays smaller.
            return Math.min(same, whole);
        }
        return op.window().autoPad() == Window.AutoPad.VALID
                ? whole
                : whole - op.window().padBegin(axis) - op.window().padEnd(axis);
    }

    private static long begin(ConvTranspose op, int axis, long whole, long same) {
        if (op.outputShape().isEmpty() && !isSame(op.window())) {
            return op.window().autoPad() == Window.AutoPad.VALID ? 0 : op.window().padBegin(axis);
        }
        long total = Math.max(0, whole - size(op, axis, whole, same));
        return op.window().autoPad() == Window.AutoPad.SAME_UPPER ? total / 2 : total - total / 2;
    }

    /// Rows that no tap reaches are 0 before the bias is added.
    private static Tensor cut(Tensor full, int axis, long begin, long size) {
        long missing = begin + size - full.size(axis);
        Tensor filled = full;
        if (missing > 0) {
            long[] pads = new long[2 * ((int) full.dim() - axis)];
            pads[pads.length - 1] = missing;
            filled = torch.constant_pad_nd(full, pads, new Scalar(0.0));
        }
        return begin == 0 && filled.size(axis) == size ? filled : filled.narrow(axis, begin, size);
    }
}
