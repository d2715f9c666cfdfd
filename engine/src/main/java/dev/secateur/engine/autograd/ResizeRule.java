package dev.secateur.engine.autograd;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Resize;

/// Up- and downsampling, one axis after the other: every element of the result is a weighted sum of a few elements of the
/// data along the axis, so all coordinate rules and interpolations of ONNX come down to tables of places and weights.
final class ResizeRule {

    private ResizeRule() {}

    static void addTo(RuleTable table) {
        table.put(Resize.class, ResizeRule::resize);
    }

    private static Tensor resize(Resize op, Site site) {
        Tensor x = site.input(0);
        int rank = (int) x.dim();
        int[] axes = op.attributes().get("axes") instanceof Attribute.IntList(List<Long> named)
                ? named.stream().mapToInt(a -> Site.axis(a, rank)).toArray()
                : IntStream.range(0, rank).toArray();
        double @Nullable [] scales = scales(op, site);
        long[] sizes = site.has(3) ? site.longs(3) : new long[0];
        boolean bySizes = sizes.length > 0;
        double common = bySizes ? commonScale(op, x, axes, sizes) : Double.NaN;
        Tensor result = x;
        for (int i = 0; i < axes.length; i++) {
            long in = x.size(axes[i]);
            double scale;
            long out;
            if (bySizes) {
                out = Double.isNaN(common) ? sizes[i] : (long) Math.floor(in * common + 0.5);
                scale = Double.isNaN(common) ? (double) out / in : common;
            } else if (scales != null) {
                scale = scales[i];
                out = (long) ((float) in * (float) scale);
            } else {
                throw new IllegalStateException("a resize without scales and sizes");
            }
            if (scale != 1 || out != in) {
                result = along(result, axes[i], Sampling.of(op, isOld(op, site), in, out, (float) scale));
            }
        }
        return result;
    }

    /// Before opset 11 the scales are the second of two operands.
    private static boolean isOld(Resize op, Site site) {
        return op.upsample() || site.inputs() == 2;
    }

    private static double @Nullable [] scales(Resize op, Site site) {
        if (op.attributes().get("scales") instanceof Attribute.FloatList(List<Float> values)) {
            return values.stream().mapToDouble(Float::doubleValue).toArray();
        }
        int input = isOld(op, site) ? 1 : 2;
        double[] scales = site.has(input) ? site.doubles(input) : null;
        return scales == null || scales.length == 0 ? null : scales;
    }

    /// The one scale that keeps the aspect ratio; not a number if every axis has its own.
    private static double commonScale(Resize op, Tensor x, int[] axes, long[] sizes) {
        String policy = text(op.attributes(), "keep_aspect_ratio_policy", "stretch");
        IntStream places = IntStream.range(0, axes.length);
        return switch (policy) {
            case "not_larger" -> places.mapToDouble(i -> (double) sizes[i] / x.size(axes[i])).min().orElse(Double.NaN);
            case "not_smaller" -> places.mapToDouble(i -> (double) sizes[i] / x.size(axes[i])).max().orElse(Double.NaN);
            default -> Double.NaN;
        };
    }

    static String text(Map<String, Attribute> attributes, String name, String otherwise) {
        return attributes.get(name) instanceof Attribute.TextValue(String text) ? text : otherwise;
    }

    private static Tensor along(Tensor x, int axis, Sampling sampling) {
        Tensor sum = null;
        for (int tap = 0; tap < sampling.places().length; tap++) {
            long[] places = sampling.places()[tap];
            Tensor picked = x.index_select(axis, Var.of(places, places.length).raw());
            Tensor term = sampling.weights() == null ? picked : weighted(picked, axis, sampling.weights()[tap]);
            sum = sum == null ? term : sum.add(term);
        }
        return Objects.requireNonNull(sum);
    }

    private static Tensor weighted(Tensor picked, int axis, double[] weights) {
        long[] dims = new long[(int) picked.dim() - axis];
        Arrays.fill(dims, 1);
        dims[0] = weights.length;
        return picked.mul(Var.of(weights, dims).raw().to(picked.scalar_type()));
    }
}
