package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.tensor.Tensor;

/// Up- and downsampling by scales or to sizes.
final class ResizeShapes {

    private ResizeShapes() {}

    static void register(ShapeTable table) {
        table.shape(Resize.class, ResizeShapes::resized);
    }

    private static void resized(Resize op, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null) {
            site.give(0, site.dtype(0), null);
            return;
        }
        List<Integer> axes = axes(op, data.size(), site);
        if (axes == null) {
            return;
        }
        List<Extent> sizes = site.has(3) ? site.integers(3) : null;
        float[] scales = scales(op, site);
        List<Extent> dims = null;
        if (sizes != null && !sizes.isEmpty()) {
            dims = bySizes(op, data, axes, sizes, site);
        } else if (scales != null && scales.length > 0) {
            dims = byScales(data, axes, scales, site);
        } else {
            dims = new ArrayList<>(data);
            for (int axis : axes) {
                dims.set(axis, Extent.UNKNOWN);
            }
        }
        if (dims != null) {
            site.give(0, site.dtype(0), dims);
        }
    }

    private static @Nullable List<Integer> axes(Resize op, int rank, Site site) {
        if (op.attributes().get("axes") instanceof Attribute.IntList(List<Long> named)) {
            return Axes.normal(named, rank, site);
        }
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            all.add(i);
        }
        return all;
    }

    private static float @Nullable [] scales(Resize op, Site site) {
        if (op.attributes().get("scales") instanceof Attribute.FloatList(List<Float> values)) {
            float[] scales = new float[values.size()];
            for (int i = 0; i < scales.length; i++) {
                scales[i] = values.get(i);
            }
            return scales;
        }
        int input = op.upsample() || site.inputCount() == 2 ? 1 : 2;
        Optional<Tensor> tensor = site.has(input) ? site.constant(input) : Optional.empty();
        return tensor.filter(t -> t.dtype().isFloating() && t.elements() <= Site.MAX_FOLLOWED).map(Tensor::toFloats)
                .orElse(null);
    }

    private static @Nullable List<Extent> bySizes(Resize op, List<Extent> data, List<Integer> axes, List<Extent> sizes,
            Site site) {
        if (sizes.size() != axes.size()) {
            site.conflict("it names " + sizes.size() + " sizes for " + axes.size() + " axes");
            return null;
        }
        String policy = op.attributes().get("keep_aspect_ratio_policy") instanceof Attribute.TextValue(String text)
                ? text
                : "stretch";
        List<Extent> dims = new ArrayList<>(data);
        double factor = policy.equals("stretch") ? 0 : commonScale(data, axes, sizes, policy);
        for (int i = 0; i < axes.size(); i++) {
            Extent size = sizes.get(i);
            if (size.isNumber() && size.number() < 0) {
                site.conflict("it asks for an extent of " + size);
                return null;
            }
            if (!policy.equals("stretch")) {
                Extent in = data.get(axes.get(i));
                size = Double.isNaN(factor) || !in.isNumber()
                        ? Extent.UNKNOWN
                        : Extent.of((long) Math.floor(in.number() * factor + 0.5));
            }
            dims.set(axes.get(i), size);
        }
        return dims;
    }

    /// The one scale that keeps the aspect ratio: the smallest or the largest of all; not a number if an extent is open.
    private static double commonScale(List<Extent> data, List<Integer> axes, List<Extent> sizes, String policy) {
        boolean smallest = policy.equals("not_larger");
        double scale = smallest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        for (int i = 0; i < axes.size(); i++) {
            Extent in = data.get(axes.get(i));
            if (!in.isNumber() || !sizes.get(i).isNumber() || in.is(0)) {
                return Double.NaN;
            }
            double one = (double) sizes.get(i).number() / in.number();
            scale = smallest ? Math.min(scale, one) : Math.max(scale, one);
        }
        return scale;
    }

    private static @Nullable List<Extent> byScales(List<Extent> data, List<Integer> axes, float[] scales, Site site) {
        if (scales.length != axes.size()) {
            site.conflict("it names " + scales.length + " scales for " + axes.size() + " axes");
            return null;
        }
        List<Extent> dims = new ArrayList<>(data);
        for (int i = 0; i < scales.length; i++) {
            if (!(scales[i] > 0) || Float.isInfinite(scales[i])) {
                site.conflict("it has a scale of " + scales[i]);
                return null;
            }
            dims.set(axes.get(i), scaled(data.get(axes.get(i)), scales[i]));
        }
        return dims;
    }

    /// Rounded down after a product in float32, as ONNX Runtime has it. A symbol is only followed by a whole factor or a whole divisor.
    private static Extent scaled(Extent extent, float scale) {
        if (extent.isNumber()) {
            float size = extent.number() * scale;
            return size < Long.MAX_VALUE ? Extent.of((long) size) : Extent.UNKNOWN;
        }
        float inverse = 1 / scale;
        if (scale == Math.rint(scale) && scale < Integer.MAX_VALUE) {
            return extent.times((long) scale);
        }
        boolean wholeDivisor = inverse == Math.rint(inverse) && inverse < Integer.MAX_VALUE && 1 / inverse == scale
                && Long.bitCount((long) inverse) == 1;
        return wholeDivisor ? extent.floorOver((long) inverse) : Extent.UNKNOWN;
    }
}
