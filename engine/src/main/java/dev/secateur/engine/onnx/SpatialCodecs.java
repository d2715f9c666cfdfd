package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.RoiAlign;
import dev.secateur.engine.op.SpaceToDepth;

/// Encodings of what moves or samples pixels, and of recurrent layers and sums of products.
final class SpatialCodecs {

    private static final Set<String> RECURRENT = Set.of("activation_alpha", "activation_beta", "activations", "clip",
            "direction", "input_forget", "linear_before_reset");

    /// Names of operator sets 16 to 19 and those since 20.
    private static final Map<String, String> SAMPLING = Map.of("bilinear", "linear", "nearest", "nearest", "bicubic",
            "cubic");

    private SpatialCodecs() {}

    static List<OpEntry<?>> entries() {
        return List.of(
                new OpEntry<>(DepthToSpace.class, List.of("DepthToSpace"), Arity.of(1), 1, SpatialCodecs::depthToSpace,
                        SpatialCodecs::write),
                new OpEntry<>(SpaceToDepth.class, List.of("SpaceToDepth"), Arity.of(1), 1,
                        (a, site) -> new SpaceToDepth(blockSize(a)),
                        (op, out) -> out.integer("blocksize", op.blockSize())),
                new OpEntry<>(RoiAlign.class, List.of("RoiAlign"), Arity.of(3), 10, SpatialCodecs::roiAlign,
                        SpatialCodecs::write),
                new OpEntry<>(GridSample.class, List.of("GridSample"), Arity.of(2), 16, SpatialCodecs::gridSample,
                        SpatialCodecs::write),
                new OpEntry<>(Einsum.class, List.of("Einsum"), Arity.between(1, Arity.ANY), 12,
                        SpatialCodecs::einsum, (op, out) -> out.text("equation", op.equation())),
                new OpEntry<>(Recurrent.class, KindNames.of(Recurrent.Kind.values(), Recurrent.Kind::type),
                        Arity.between(3, 8).outputs(3).firstMayBeLeftOut(), 7, SpatialCodecs::recurrent,
                        SpatialCodecs::write));
    }

    private static int blockSize(Attributes a) {
        int size = a.small("blocksize");
        a.require(size >= 1);
        return size;
    }

    private static @Nullable DepthToSpace depthToSpace(Attributes a, Site site) {
        if (a.has("mode") && !site.since(11)) {
            return null;
        }
        String mode = a.text("mode", "DCR");
        a.require(mode.equals("DCR") || mode.equals("CRD"));
        return new DepthToSpace(blockSize(a), mode.equals("CRD"));
    }

    private static void write(DepthToSpace op, Encoding out) {
        out.integer("blocksize", op.blockSize());
        if (op.columnRow()) {
            out.needs(11);
            out.text("mode", "CRD");
        }
    }

    /// Operator set 16 brought the move by half a pixel and made it the default.
    private static @Nullable RoiAlign roiAlign(Attributes a, Site site) {
        if (a.has("coordinate_transformation_mode") && !site.since(16)) {
            return null;
        }
        String mode = a.text("mode", "avg");
        String coordinates = a.text("coordinate_transformation_mode",
                site.since(16) ? "half_pixel" : "output_half_pixel");
        a.require(List.of("avg", "max").contains(mode)
                && List.of("half_pixel", "output_half_pixel").contains(coordinates));
        return new RoiAlign(mode.equals("max"), a.small("output_height", 1), a.small("output_width", 1),
                a.small("sampling_ratio", 0), a.real("spatial_scale", 1), coordinates.equals("half_pixel"));
    }

    private static void write(RoiAlign op, Encoding out) {
        out.text("mode", op.max() ? "max" : "avg");
        out.integer("output_height", op.height());
        out.integer("output_width", op.width());
        out.integer("sampling_ratio", op.samplingRatio());
        out.real("spatial_scale", op.spatialScale());
        if (op.halfPixel()) {
            out.needs(16);
        }
        if (out.since(16)) {
            out.text("coordinate_transformation_mode", op.halfPixel() ? "half_pixel" : "output_half_pixel");
        }
    }

    /// Operator set 20 gave the interpolations other names.
    private static GridSample gridSample(Attributes a, Site site) {
        String mode = a.text("mode", site.since(20) ? "linear" : "bilinear");
        String padding = a.text("padding_mode", "zeros");
        a.require(site.since(20) ? SAMPLING.containsValue(mode) : SAMPLING.containsKey(mode));
        a.require(List.of("zeros", "border", "reflection").contains(padding));
        return new GridSample(SAMPLING.getOrDefault(mode, mode), padding, a.flag("align_corners", false));
    }

    private static void write(GridSample op, Encoding out) {
        String old = SAMPLING.entrySet().stream().filter(e -> e.getValue().equals(op.mode())).map(Map.Entry::getKey)
                .findFirst().orElse(op.mode());
        out.text("mode", out.since(20) ? op.mode() : old);
        out.text("padding_mode", op.padding());
        out.flag("align_corners", op.alignCorners());
    }

    private static Einsum einsum(Attributes a, Site site) {
        a.require(a.has("equation") && site.leading() == site.inputs());
        return new Einsum(a.text("equation", ""));
    }

    private static @Nullable Recurrent recurrent(Attributes a, Site site) {
        Recurrent.Kind kind = KindNames.find(Recurrent.Kind.values(), Recurrent.Kind::type, site.type());
        boolean lstm = kind == Recurrent.Kind.LSTM;
        if (a.has("layout") && !site.since(14) || !lstm && (site.inputs() > 6 || site.outputs() > 2)) {
            return null;
        }
        int hidden = a.small("hidden_size");
        boolean batchFirst = a.flag("layout", false);
        Map<String, Attribute> rest = a.rest();
        a.require(hidden >= 1 && RECURRENT.containsAll(rest.keySet()));
        return new Recurrent(kind, hidden, batchFirst, rest);
    }

    private static void write(Recurrent op, Encoding out) {
        out.integer("hidden_size", op.hidden());
        out.flagSince(14, "layout", op.batchFirst());
        op.attributes().forEach(out::put);
    }
}
