package dev.secateur.engine.autograd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Window;

/// Pooling over one to three spatial axes.
final class PoolingRules {

    private PoolingRules() {}

    static void addTo(RuleTable table) {
        table.many(MaxPool.class, PoolingRules::max, AutogradRule::none);
        table.put(AveragePool.class, PoolingRules::average);
        table.put(GlobalPool.class, PoolingRules::global);
    }

    private static Tensor global(GlobalPool op, Site site) {
        Tensor data = site.input(0);
        long[] axes = new long[(int) data.dim() - 2];
        Arrays.setAll(axes, i -> i + 2);
        if (op.kind() != GlobalPool.Kind.AVERAGE) {
            return data.amax(axes, true);
        }
        // The gradient of `mean` is one number by channel, repeated without memory; a normalisation that takes it over falls back to a loop by
        // element. That of a window as large as the picture is laid out as the picture.
        return axes.length == 2
                ? torch.avg_pool2d(data, new long[]{data.size(2), data.size(3)})
                : data.mean(axes, true, new ScalarTypeOptional());
    }

    private static List<Tensor> max(MaxPool op, Site site) {
        Tensor data = site.input(0);
        long[] kernel = Sliding.longs(op.window().kernel(), (int) data.dim() - 2, 1);
        Sliding sliding = fit(Sliding.of(op.window(), data, kernel));
        Tensor padded = sliding.padded(data, Double.NEGATIVE_INFINITY);
        Tensor result = switch (kernel.length) {
            case 1 -> torch.max_pool1d(padded, kernel, sliding.strides(), sliding.pads(), sliding.dilations(),
                    op.ceilMode());
            case 2 -> torch.max_pool2d(padded, kernel, sliding.strides(), sliding.pads(), sliding.dilations(),
                    op.ceilMode());
            default -> torch.max_pool3d(padded, kernel, sliding.strides(), sliding.pads(), sliding.dilations(),
                    op.ceilMode());
        };
        return List.of(trimmed(result, op.window(), data, sliding, op.ceilMode()));
    }

    /// LibTorch pads by half a kernel at most; the rest goes around the data.
    private static Sliding fit(Sliding sliding) {
        long[] pads = sliding.pads().clone();
        long[] extra = sliding.extra().clone();
        for (int i = 0; i < pads.length; i++) {
            long most = Math.min(pads[i], sliding.kernel()[i] / 2);
            extra[2 * (pads.length - 1 - i)] += pads[i] - most;
            extra[2 * (pads.length - 1 - i) + 1] += pads[i] - most;
            pads[i] = most;
        }
        return new Sliding(sliding.kernel(), sliding.strides(), pads, sliding.dilations(), extra);
    }

    /// Without windows that start in padding that was put around the data.
    private static Tensor trimmed(Tensor result, Window window, Tensor data, Sliding sliding, boolean ceil) {
        if (!ceil || sliding.isEven()) {
            return result;
        }
        Tensor trimmed = result;
        for (int i = 0; i < sliding.axes(); i++) {
            long begin = sliding.pads()[i] + sliding.extra()[2 * (sliding.axes() - 1 - i)];
            long starting = Math.ceilDiv(data.size(i + 2) + begin, sliding.strides()[i]);
            if (trimmed.size(i + 2) > starting) {
                trimmed = trimmed.narrow(i + 2, 0, starting);
            }
        }
        return trimmed;
    }

    private static Tensor average(AveragePool op, Site site) {
        Tensor data = site.input(0);
        long[] kernel = Sliding.longs(op.window().kernel(), (int) data.dim() - 2, 1);
        Sliding sliding = Sliding.of(op.window(), data, kernel);
        boolean plain = sliding.isEven() && Arrays.stream(sliding.dilations()).allMatch(d -> d == 1)
                && fits(sliding);
        if (!plain) {
            return averageByHand(op, data, sliding);
        }
        return switch (kernel.length) {
            case 1 -> torch.avg_pool1d(data, kernel, sliding.strides(), sliding.pads(), op.ceilMode(),
                    op.countIncludePad());
            case 2 -> torch.avg_pool2d(data, kernel, sliding.strides(), sliding.pads(), op.ceilMode(),
                    op.countIncludePad(), new LongOptional());
            default -> torch.avg_pool3d(data, kernel, sliding.strides(), sliding.pads(), op.ceilMode(),
                    op.countIncludePad(), new LongOptional());
        };
    }

    private static boolean fits(Sliding sliding) {
        for (int i = 0; i < sliding.axes(); i++) {
            if (sliding.pads()[i] > sliding.kernel()[i] / 2) {
                return false;
            }
        }
        return true;
    }

    /// The sum over the taps divided by how many taps count, both as convolutions with ones, one channel at a time.
    private static Tensor averageByHand(AveragePool op, Tensor data, Sliding sliding) {
        List<Long> dims = new ArrayList<>();
        for (long extent : Host.dims(data)) {
            dims.add(extent);
        }
        dims.set(0, data.size(0) * data.size(1));
        dims.set(1, 1L);
        Tensor flat = data.reshape(longs(dims));
        Tensor counted = torch.ones_like(flat.narrow(0, 0, 1).detach());
        long[] all = sliding.extra().clone();
        long[] overhang = new long[all.length];
        for (int i = 0; i < sliding.axes(); i++) {
            int at = 2 * (sliding.axes() - 1 - i);
            all[at] += sliding.pads()[i];
            all[at + 1] += sliding.pads()[i];
            if (op.ceilMode()) {
                overhang[at + 1] = overhang(data.size(i + 2) + all[at] + all[at + 1], data.size(i + 2) + all[at],
                        sliding, i);
            }
        }
        Tensor sum = taps(pad(pad(flat, all, 0), overhang, 0), sliding);
        Tensor count = taps(pad(pad(counted, all, op.countIncludePad() ? 1 : 0), overhang, 0), sliding);
        long[] result = Host.dims(sum);
        result[0] = data.size(0);
        result[1] = data.size(1);
        return sum.div(count).reshape(result);
    }

    /// Zeros to add at the end so that the last window is whole.
    private static long overhang(long padded, long starting, Sliding sliding, int axis) {
        long stride = sliding.strides()[axis];
        long reach = (sliding.kernel()[axis] - 1) * sliding.dilations()[axis] + 1;
        long windows = Math.min(Math.ceilDiv(padded - reach, stride) + 1, Math.ceilDiv(starting, stride));
        return Math.max(0, (windows - 1) * stride + reach - padded);
    }

    private static Tensor pad(Tensor tensor, long[] pads, double value) {
        return Arrays.stream(pads).allMatch(p -> p == 0)
                ? tensor
                : torch.constant_pad_nd(tensor, pads, new Scalar(value));
    }

    private static Tensor taps(Tensor padded, Sliding sliding) {
        long[] dims = new long[sliding.axes() + 2];
        Arrays.fill(dims, 1);
        System.arraycopy(sliding.kernel(), 0, dims, 2, sliding.axes());
        Tensor ones = torch.ones(dims, padded.options());
        return torch.convolution(padded, ones, new TensorOptional(), sliding.strides(), new long[sliding.axes()],
                sliding.dilations(), false, new long[sliding.axes()], 1);
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
