package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Encodings of constants and of what changes extents or types.
final class ShapeCodecs {

    private static final Set<String> RESIZE_10 = Set.of("mode");
    private static final Set<String> RESIZE_11 = Set.of("coordinate_transformation_mode", "cubic_coeff_a",
            "exclude_outside", "extrapolation_value", "mode", "nearest_mode");

    private static final Set<String> RESIZE_18 = Set.of("antialias", "axes", "keep_aspect_ratio_policy");

    private ShapeCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(Identity.class, List.of("Identity"), Arity.of(1), 1, (a, site) -> new Identity(),
                        ShapeCodecs::nothing),
                new OpEntry<>(SizeOf.class, List.of("Size"), Arity.of(1), 1, (a, site) -> new SizeOf(),
                        ShapeCodecs::nothing),
                new OpEntry<>(Expand.class, List.of("Expand"), Arity.of(2), 8, (a, site) -> new Expand(),
                        ShapeCodecs::nothing),
                new OpEntry<>(Constant.class, List.of("Constant"), Arity.of(0), 1, ShapeCodecs::constant,
                        (op, out) -> out.tensor("value", op.value())),
                new OpEntry<>(ConstantOfShape.class, List.of("ConstantOfShape"), Arity.of(1), 9,
                        ShapeCodecs::constantOfShape, (op, out) -> out.tensor("value", op.value())),
                new OpEntry<>(Cast.class, List.of("Cast"), Arity.of(1), 6, ShapeCodecs::cast, ShapeCodecs::write),
                new OpEntry<>(ShapeOf.class, List.of("Shape"), Arity.of(1), 1, ShapeCodecs::shapeOf,
                        ShapeCodecs::write),
                new OpEntry<>(Reshape.class, List.of("Reshape"), Arity.of(1).since(5, 2), 1, ShapeCodecs::reshape,
                        ShapeCodecs::write),
                new OpEntry<>(Slice.class, List.of("Slice"), Arity.of(1).since(10, 5), 1, ShapeCodecs::slice,
                        ShapeCodecs::write),
                new OpEntry<>(Pad.class, List.of("Pad"), Arity.of(1).since(11, 4), 2, ShapeCodecs::pad,
                        ShapeCodecs::write),
                new OpEntry<>(Resize.class, List.of("Resize", "Upsample"), Arity.between(1, 4), 7,
                        ShapeCodecs::resize, ShapeCodecs::write));
    }

    private static void nothing(Object op, Encoding out) {
        // The operator has no attributes.
    }

    /// Exactly one of the ways to give a value; numbers and lists are tensors too, texts and sparse tensors are not covered.
    private static @Nullable Constant constant(Attributes a, Site site) {
        if (a.has("value")) {
            Tensor value = a.tensor("value");
            return value == null ? null : new Constant(value);
        }
        if (!site.since(12)) {
            return null;
        }
        if (a.has("value_int")) {
            return new Constant(Tensor.of(new long[]{a.integer("value_int", 0)}, new long[0]));
        }
        if (a.has("value_float")) {
            return new Constant(Tensor.scalar(a.real("value_float", 0)));
        }
        List<Long> integers = a.integers("value_ints");
        if (integers != null) {
            return new Constant(Tensor.vector(integers.stream().mapToLong(Long::longValue).toArray()));
        }
        List<Float> reals = a.reals("value_floats");
        return reals == null ? null : new Constant(vector(reals));
    }

    private static Tensor vector(List<Float> values) {
        float[] data = new float[values.size()];
        for (int i = 0; i < data.length; i++) {
            data[i] = values.get(i);
        }
        return Tensor.of(data, data.length);
    }

    private static ConstantOfShape constantOfShape(Attributes a, Site site) {
        Tensor given = a.tensor("value");
        Tensor value = given == null ? Tensor.of(new float[1], 1) : given;
        a.require(value.elements() == 1);
        return new ConstantOfShape(value);
    }

    private static @Nullable Cast cast(Attributes a, Site site) {
        DType to = DType.ofCode(a.small("to")).orElse(null);
        if (to == null || !site.since(19) && a.has("saturate")) {
            return null;
        }
        return new Cast(to, a.flag("saturate", true));
    }

    private static void write(Cast op, Encoding out) {
        out.integer("to", op.to().code());
        if (!op.saturate()) {
            out.needs(19);
            out.flag("saturate", false);
        }
    }

    private static @Nullable ShapeOf shapeOf(Attributes a, Site site) {
        if (!site.since(15) && (a.has("start") || a.has("end"))) {
            return null;
        }
        return new ShapeOf(a.small("start", 0), a.has("end") ? Integer.valueOf(a.small("end", 0)) : null);
    }

    private static void write(ShapeOf op, Encoding out) {
        if (op.start() != 0) {
            out.needs(15);
            out.integer("start", op.start());
        }
        if (op.end() != null) {
            out.needs(15);
            out.integer("end", op.end());
        }
    }

    private static @Nullable Reshape reshape(Attributes a, Site site) {
        boolean complete = site.since(5) ? site.inputs() == 2 : a.has("shape");
        if (!complete || !site.since(14) && a.has("allowzero")) {
            return null;
        }
        return new Reshape(site.since(5) ? null : a.integers("shape"), a.flag("allowzero", false));
    }

    private static void write(Reshape op, Encoding out) {
        out.integersOrOperand(5, "shape", 1, op.shape());
        if (op.allowZero()) {
            out.needs(14);
            out.flag("allowzero", true);
        }
    }

    private static @Nullable Slice slice(Attributes a, Site site) {
        boolean complete = site.since(10) ? site.inputs() >= 3 : a.has("starts") && a.has("ends");
        if (!complete) {
            return null;
        }
        if (site.since(10)) {
            return new Slice(null, null, null);
        }
        Slice slice = new Slice(a.integers("starts"), a.integers("ends"), a.integers("axes"));
        a.require(sameLength(slice.starts(), slice.ends()));
        a.require(slice.axes() == null || sameLength(slice.starts(), slice.axes()));
        return slice;
    }

    private static boolean sameLength(@Nullable List<Long> a, @Nullable List<Long> b) {
        return a != null && b != null && a.size() == b.size();
    }

    private static void write(Slice op, Encoding out) {
        out.integersOrOperand(10, "starts", 1, op.starts());
        out.integersOrOperand(10, "ends", 2, op.ends());
        out.integersOrOperand(10, "axes", 3, op.axes());
    }

    private static @Nullable Pad pad(Attributes a, Site site) {
        String mode = a.text("mode", "constant");
        a.require(Set.of("constant", "reflect", "edge").contains(mode) || site.since(19) && mode.equals("wrap"));
        if (site.since(11)) {
            a.require(site.inputs() >= 2 && (site.since(18) || site.inputs() <= 3));
            return new Pad(mode, null, null);
        }
        List<Long> pads = a.integers("pads");
        a.require(pads != null && pads.size() % 2 == 0);
        return new Pad(mode, pads, a.real("value", 0));
    }

    private static void write(Pad op, Encoding out) {
        if (op.mode().equals("wrap")) {
            out.needs(19);
        }
        out.text("mode", op.mode());
        out.integersOrOperand(11, "pads", 1, op.pads());
        if (op.value() == null) {
            return;
        }
        if (!out.since(11)) {
            out.real("value", op.value());
        } else if (op.mode().equals("constant")) {
            out.operand(2, Tensor.scalar(op.value()));
        }
    }

    private static @Nullable Resize resize(Attributes a, Site site) {
        boolean upsample = site.type().equals("Upsample");
        if (!hasInputsOfItsTime(site, upsample)) {
            return null;
        }
        Map<String, Attribute> attributes = a.rest();
        boolean understood = attributes.entrySet().stream()
                .allMatch(e -> knows(site, upsample, e.getKey()) && !(e.getValue() instanceof Attribute.Other));
        return understood ? new Resize(attributes, upsample) : null;
    }

    private static boolean hasInputsOfItsTime(Site site, boolean upsample) {
        if (upsample) {
            return !site.since(10) && site.inputs() == (site.since(9) ? 2 : 1);
        }
        return site.since(11) ? site.inputs() >= 3 : site.since(10) && site.inputs() == 2;
    }

    private static boolean knows(Site site, boolean upsample, String attribute) {
        if (upsample) {
            return attribute.equals("mode") || !site.since(9) && attribute.equals("scales");
        }
        return site.since(18) && RESIZE_18.contains(attribute)
                || (site.since(11) ? RESIZE_11 : RESIZE_10).contains(attribute);
    }

    private static void write(Resize op, Encoding out) {
        if (op.upsample() && out.since(10)) {
            out.refuse("Upsample ended with operator set 9");
        }
        if (out.crosses(11)) {
            out.refuse("its rule for coordinates changed with operator set 11");
        }
        if (!op.upsample()) {
            out.needs(op.attributes().keySet().stream().allMatch(RESIZE_10::contains) ? 10 : 11);
            if (op.attributes().keySet().stream().anyMatch(RESIZE_18::contains)) {
                out.needs(18);
            }
        }
        op.attributes().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(e -> out.put(e.getKey(), Objects.requireNonNull(e.getValue())));
    }
}
