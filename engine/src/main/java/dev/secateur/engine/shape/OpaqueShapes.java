package dev.secateur.engine.shape;

import java.util.Set;

import dev.secateur.engine.op.Opaque;

/// Operators that have no record of their own, but whose extents are plain, so that what stands behind them does not stay open.
/// They are counted as unknown all the same.
final class OpaqueShapes {

    /// Result and first operand have one type and the same extents. `Max` and the like are those before broadcasting.
    private static final Set<String> SAME = Set.of("Max", "Mean", "Min", "RandomNormalLike", "RandomUniformLike",
            "Scatter", "Sum", "Swish");

    private OpaqueShapes() {}

    static void register(ShapeTable table) {
        table.shape(Opaque.class, OpaqueShapes::infer);
    }

    private static void infer(Opaque op, Site site) {
        boolean own = op.domain().isEmpty() || op.domain().equals("ai.onnx");
        if (own && SAME.contains(op.type())) {
            site.give(0, site.dtype(0), site.dims(0));
        } else if (own && !site.bodies().isEmpty()) {
            BodyShapes.infer(op, site);
        }
    }
}
