package dev.secateur.engine.onnx;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Window;

/// Encodings of what slides a window: convolution and pooling.
final class WindowCodecs {

    private WindowCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(Conv.class, List.of("Conv"), Arity.between(2, 3), 1, WindowCodecs::conv,
                        WindowCodecs::write),
                new OpEntry<>(ConvTranspose.class, List.of("ConvTranspose"), Arity.between(2, 3), 1,
                        WindowCodecs::convTranspose, WindowCodecs::write),
                new OpEntry<>(MaxPool.class, List.of("MaxPool"), Arity.of(1).outputs(2), 1, WindowCodecs::maxPool,
                        WindowCodecs::write),
                new OpEntry<>(AveragePool.class, List.of("AveragePool"), Arity.of(1), 1, WindowCodecs::averagePool,
                        WindowCodecs::write),
                new OpEntry<>(GlobalPool.class, List.of("GlobalAveragePool", "GlobalMaxPool"), Arity.of(1), 1,
                        (a, site) -> new GlobalPool(site.type().equals("GlobalMaxPool")
                                ? GlobalPool.Kind.MAX
                                : GlobalPool.Kind.AVERAGE),
                        (op, out) -> {
                            // It has no attributes.
                        }));
    }

    /// Entries of the convolutions of integers, which have the same attributes.
    static List<OpEntry<?>> integers() {
        return List.of(new OpEntry<>(IntegerConv.class, List.of("QLinearConv", "ConvInteger"), Arity.between(2, 9), 10,
                WindowCodecs::integerConv, (op, out) -> {
                    write(op.window(), out);
                    out.integer("group", op.group());
                }));
    }

    private static @Nullable IntegerConv integerConv(Attributes a, Site site) {
        boolean requantises = site.type().equals("QLinearConv");
        Conv conv = conv(a, site);
        boolean fits = requantises ? site.leading() >= 8 : site.inputs() <= 4;
        return fits
                ? new IntegerConv(requantises ? IntegerConv.Kind.REQUANTISED : IntegerConv.Kind.SUMS, conv.window(),
                        conv.group())
                : null;
    }

    private static Conv conv(Attributes a, Site site) {
        Window window = window(a);
        int group = a.small("group", 1);
        a.require(group >= 1);
        return new Conv(window, group);
    }

    private static void write(Conv op, Encoding out) {
        write(op.window(), out);
        out.integer("group", op.group());
    }

    private static ConvTranspose convTranspose(Attributes a, Site site) {
        Window window = window(a);
        int group = a.small("group", 1);
        List<Integer> outputPadding = a.smalls("output_padding");
        List<Integer> outputShape = a.smalls("output_shape");
        a.require(group >= 1);
        return new ConvTranspose(window, group, outputPadding, outputShape);
    }

    private static void write(ConvTranspose op, Encoding out) {
        write(op.window(), out);
        out.integer("group", op.group());
        out.smalls("output_padding", op.outputPadding());
        out.smalls("output_shape", op.outputShape());
    }

    private static @Nullable MaxPool maxPool(Attributes a, Site site) {
        if (!site.since(10) && (a.has("ceil_mode") || a.has("dilations"))
                || !site.since(8) && (a.has("storage_order") || site.outputs() > 1)) {
            return null;
        }
        boolean ceil = a.flag("ceil_mode", false);
        int order = a.small("storage_order", 0);
        Window window = window(a);
        a.require(!window.kernel().isEmpty());
        return new MaxPool(window, ceil, order);
    }

    private static void write(MaxPool op, Encoding out) {
        write(op.window(), out);
        if (op.window().dilations().stream().anyMatch(d -> d != 1)) {
            out.needs(10);
        }
        if (!out.since(10)) {
            out.attributes().remove("dilations");
        }
        out.flagSince(10, "ceil_mode", op.ceilMode());
        if (op.storageOrder() != 0) {
            out.needs(8);
            out.integer("storage_order", op.storageOrder());
        }
    }

    private static @Nullable AveragePool averagePool(Attributes a, Site site) {
        if (!site.since(19) && a.has("dilations") || !site.since(10) && a.has("ceil_mode")
                || !site.since(7) && a.has("count_include_pad")) {
            return null;
        }
        boolean ceil = a.flag("ceil_mode", false);
        boolean count = a.flag("count_include_pad", false);
        Window window = window(a);
        a.require(!window.kernel().isEmpty());
        return new AveragePool(window, ceil, count);
    }

    private static void write(AveragePool op, Encoding out) {
        write(op.window(), out);
        if (op.window().dilations().stream().anyMatch(d -> d != 1)) {
            out.needs(19);
        }
        if (!out.since(19)) {
            out.attributes().remove("dilations");
        }
        out.flagSince(10, "ceil_mode", op.ceilMode());
        out.flagSince(7, "count_include_pad", op.countIncludePad());
    }

    /// The window; with another rule than NOTSET explicit padding counts for nothing, as in ONNX Runtime.
    private static Window window(Attributes a) {
        String rule = a.text("auto_pad", "NOTSET");
        List<Integer> kernel = a.smalls("kernel_shape");
        List<Integer> strides = a.smalls("strides");
        List<Integer> pads = a.smalls("pads");
        List<Integer> dilations = a.smalls("dilations");
        Window.AutoPad autoPad = switch (rule) {
            case "SAME_UPPER" -> Window.AutoPad.SAME_UPPER;
            case "SAME_LOWER" -> Window.AutoPad.SAME_LOWER;
            case "VALID" -> Window.AutoPad.VALID;
            default -> Window.AutoPad.NOTSET;
        };
        a.require(rule.equals(autoPad.name()) || rule.isEmpty());
        a.require(positive(kernel) && positive(strides) && positive(dilations) && pads.size() % 2 == 0);
        a.require(oneRank(kernel.size(), strides.size(), dilations.size(), pads.size() / 2));
        return new Window(kernel, strides, autoPad == Window.AutoPad.NOTSET ? pads : List.of(), dilations, autoPad);
    }

    private static boolean positive(List<Integer> values) {
        return values.stream().allMatch(v -> v >= 1);
    }

    /// True if all lists that are there have the same number of axes.
    private static boolean oneRank(int... sizes) {
        int rank = 0;
        for (int size : sizes) {
            if (size > 0 && rank > 0 && size != rank) {
                return false;
            }
            rank = Math.max(rank, size);
        }
        return true;
    }

    private static void write(Window window, Encoding out) {
        if (window.autoPad() != Window.AutoPad.NOTSET) {
            out.text("auto_pad", window.autoPad().name());
        }
        out.smalls("dilations", window.dilations());
        out.smalls("kernel_shape", window.kernel());
        out.smalls("pads", window.pads());
        out.smalls("strides", window.strides());
    }
}
