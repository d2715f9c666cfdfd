package dev.secateur.engine.shape;

import java.util.List;

import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.tensor.DType;

/// The ways between real numbers and small integers: other types, the same extents.
final class QuantisationShapes {

    private QuantisationShapes() {}

    static void register(ShapeTable table) {
        table.shape(QuantizeLinear.class, QuantisationShapes::quantised);
        table.shape(DequantizeLinear.class, (op, site) -> site.give(0, site.dtype(1), site.dims(0)));
        table.shape(DynamicQuantizeLinear.class, QuantisationShapes::dynamic);
    }

    private static void quantised(QuantizeLinear op, Site site) {
        DType told = site.has(2) ? site.dtype(2) : op.result();
        site.give(0, told == null && !site.has(2) ? DType.UINT8 : told, site.dims(0));
    }

    private static void dynamic(DynamicQuantizeLinear op, Site site) {
        site.give(0, DType.UINT8, site.dims(0));
        site.give(1, DType.FLOAT, List.of());
        site.give(2, DType.UINT8, List.of());
    }
}
