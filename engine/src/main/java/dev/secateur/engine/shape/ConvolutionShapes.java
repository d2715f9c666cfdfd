package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;

/// Convolutions.
final class ConvolutionShapes {

    private ConvolutionShapes() {}

    static void register(ShapeTable table) {
        table.shape(Conv.class, ConvolutionShapes::conv).shape(IntegerConv.class, ConvolutionShapes::integers)
                .shape(ConvTranspose.class, ConvolutionShapes::transposed);
    }

    private static void conv(Conv op, Site site) {
        convolve(new Convolved(op.window(), op.group(), 1, 2, site.dtype(0)), site);
    }

    /// The zero point of the result has its type.
    private static void integers(IntegerConv op, Site site) {
        boolean requantises = op.requantises();
        convolve(new Convolved(op.window(), op.group(), op.weight(), requantises ? 8 : Convolved.NONE,
                requantises ? site.dtype(7) : DType.INT32), site);
    }

    /// A convolution with the positions of its operands.
    private record Convolved(Window window, int group, int weight, int bias, @Nullable DType dtype) {
        static final int NONE = -1;
    }

    private static void convolve(Convolved op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> weight = site.dims(op.weight());
        if (!ranksAgree(data, weight, site)) {
            return;
        }
        if (data == null) {
            site.give(0, op.dtype(), weight == null ? null : beside(Extent.UNKNOWN, weight.get(0), weight.size()));
            return;
        }
        Extent filters = weight == null ? Extent.UNKNOWN : weight.get(0);
        if (weight != null && !channelsAgree(data.get(1), weight.get(1).times(op.group()), site)) {
            return;
        }
        if (!groupsAgree(op.group(), filters, site) || !biasAgrees(op.bias(), filters, site)) {
            return;
        }
        List<Extent> kernel = kernel(op.window(), weight, data.size() - 2, site);
        List<Extent> spatial = kernel == null
                ? null
                : Windows.slide(data.subList(2, data.size()), kernel, op.window(), false, site);
        if (spatial != null) {
            site.give(0, op.dtype(), joined(data.get(0), filters, spatial));
        }
    }

    private static boolean ranksAgree(@Nullable List<Extent> data, @Nullable List<Extent> weight, Site site) {
        boolean enough = (data == null || data.size() >= 3) && (weight == null || weight.size() >= 3);
        if (!enough || data != null && weight != null && data.size() != weight.size()) {
            site.conflict("its data is " + text(data) + " and its weight is " + text(weight)
                    + "; both need the same number of axes, 3 or more");
            return false;
        }
        return true;
    }

    private static String text(@Nullable List<Extent> dims) {
        return dims == null ? "unknown" : Fact.display(dims);
    }

    private static boolean channelsAgree(Extent channels, Extent expected, Site site) {
        if (channels.isNumber() && expected.isNumber() && !channels.isSame(expected)) {
            site.conflict("its data has " + channels + " channels and its weight expects " + expected);
            return false;
        }
        return true;
    }

    private static boolean groupsAgree(int group, Extent channels, Site site) {
        if (group < 1 || channels.isNumber() && channels.number() % group != 0) {
            site.conflict("its " + channels + " channels do not divide into " + group + " groups");
            return false;
        }
        return true;
    }

    private static boolean biasAgrees(int operand, Extent filters, Site site) {
        List<Extent> bias = operand >= 0 && site.has(operand) ? site.dims(operand) : null;
        if (bias != null && (bias.size() != 1 || Broadcast.unify(bias.get(0), filters) == null)) {
            site.conflict("its bias is " + Fact.display(bias) + " and it has " + filters + " output channels");
            return false;
        }
        return true;
    }

    /// The window as the weight has it; the attribute may repeat it and must agree.
    private static @Nullable List<Extent> kernel(Window window, @Nullable List<Extent> weight, int rank, Site site) {
        List<Extent> stated = window.kernel().stream().map(Extent::of).toList();
        if (weight == null) {
            return stated.isEmpty() ? Broadcast.unknown(rank) : stated;
        }
        List<Extent> actual = weight.subList(2, weight.size());
        if (stated.isEmpty()) {
            return actual;
        }
        List<Extent> kernel = new ArrayList<>();
        for (int i = 0; i < actual.size() && actual.size() == stated.size(); i++) {
            Extent one = Broadcast.unify(actual.get(i), stated.get(i));
            if (one == null) {
                break;
            }
            kernel.add(one);
        }
        if (kernel.size() != stated.size() || kernel.size() != actual.size()) {
            site.conflict("its kernel is " + Fact.display(stated) + " and its weight has " + Fact.display(actual));
            return null;
        }
        return kernel;
    }

    static List<Extent> joined(Extent batch, Extent channels, List<Extent> spatial) {
        List<Extent> dims = new ArrayList<>();
        dims.add(batch);
        dims.add(channels);
        dims.addAll(spatial);
        return dims;
    }

    private static List<Extent> beside(Extent batch, Extent channels, int rank) {
        return joined(batch, channels, Broadcast.unknown(rank - 2));
    }

    private static void transposed(ConvTranspose op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> weight = site.dims(1);
        if (!ranksAgree(data, weight, site)) {
            return;
        }
        Extent filters = weight == null ? Extent.UNKNOWN : weight.get(1).times(op.group());
        if (data == null) {
            site.give(0, site.dtype(0), weight == null ? null : beside(Extent.UNKNOWN, filters, weight.size()));
            return;
        }
        if (weight != null && !channelsAgree(data.get(1), weight.get(0), site)) {
            return;
        }
        if (!groupsAgree(op.group(), data.get(1), site) || !biasAgrees(2, filters, site)) {
            return;
        }
        List<Extent> kernel = kernel(op.window(), weight, data.size() - 2, site);
        List<Extent> spatial = kernel == null ? null : spread(op, data.subList(2, data.size()), kernel, site);
        if (spatial != null) {
            site.give(0, site.dtype(0), joined(data.get(0), filters, spatial));
        }
    }

    private static @Nullable List<Extent> spread(ConvTranspose op, List<Extent> spatial, List<Extent> kernel,
            Site site) {
        int rank = spatial.size();
        if (!Windows.fits(rank, kernel.size(), op.window(), site)) {
            return null;
        }
        if (!op.outputPadding().isEmpty() && op.outputPadding().size() != rank) {
            site.conflict("its output padding has " + op.outputPadding().size() + " entries for " + rank + " axes");
            return null;
        }
        if (!op.outputShape().isEmpty()) {
            return asked(op.outputShape(), rank, site);
        }
        List<Extent> result = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            Extent out = spreadExtent(op, spatial.get(i), kernel.get(i), i);
            if (out.isNumber() && out.number() < 0) {
                site.conflict("its padding leaves a negative extent of " + out + " on spatial axis " + i);
                return null;
            }
            result.add(out);
        }
        return result;
    }

    private static @Nullable List<Extent> asked(List<Integer> outputShape, int rank, Site site) {
        if (outputShape.size() < rank || outputShape.stream().anyMatch(s -> s < 0)) {
            site.conflict("its output shape " + outputShape + " does not serve for " + rank + " spatial axes");
            return null;
        }
        return outputShape.subList(outputShape.size() - rank, outputShape.size()).stream().map(Extent::of).toList();
    }

    private static Extent spreadExtent(ConvTranspose op, Extent in, Extent kernel, int axis) {
        Window window = op.window();
        int stride = window.stride(axis);
        int extra = op.outputPadding().isEmpty() ? 0 : op.outputPadding().get(axis);
        Extent taps = Windows.reach(kernel, window.dilation(axis)).plus(extra);
        Extent full = in.plus(-1).times(stride).plus(taps);
        return switch (window.autoPad()) {
            case VALID -> full;
            case NOTSET -> full.plus(-(long) window.padBegin(axis) - window.padEnd(axis));
            case SAME_UPPER, SAME_LOWER -> same(in.times(stride), full, taps, stride);
        };
    }

    /// Padding is never negative: where steps are wider than the taps, the result stays smaller.
    private static Extent same(Extent asked, Extent full, Extent taps, int stride) {
        if (!taps.isNumber()) {
            return Extent.UNKNOWN;
        }
        return taps.number() < stride ? full : asked;
    }
}
