package dev.secateur.engine.shape;

import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Constants, and extents turned into tensors.
final class SourceShapes {

    private SourceShapes() {}

    static void register(ShapeTable table) {
        table.shape(Constant.class, (op, site) -> site.give(0, op.value().dtype(), Fact.of(op.value().type()).dims()));
        table.shape(ConstantOfShape.class, SourceShapes::filled);
        table.shape(ShapeOf.class, SourceShapes::shapeOf);
        table.shape(SizeOf.class, (op, site) -> site.give(0, DType.INT64, List.of()));
        table.elements(ConstantOfShape.class, SourceShapes::repeated);
        table.elements(ShapeOf.class, SourceShapes::extents);
        table.elements(SizeOf.class, SourceShapes::size);
    }

    private static void filled(ConstantOfShape op, Site site) {
        List<Extent> dims = LayoutShapes.targetExtents(site.integers(0), site.dims(0));
        if (dims != null && dims.stream().anyMatch(e -> e.isNumber() && e.number() < 0)) {
            site.conflict("it asks for the extents " + dims);
            return;
        }
        site.give(0, op.value().dtype(), dims);
    }

    private static void repeated(ConstantOfShape op, Site site) {
        Tensor value = op.value();
        List<Extent> dims = site.result(0).dims();
        if (Site.isSmallInteger(value) && value.elements() == 1 && dims != null) {
            int count = (int) Extent.product(dims).number();
            site.follow(0, Collections.nCopies(count, Site.elements(value).getFirst()));
        }
    }

    private static void shapeOf(ShapeOf op, Site site) {
        List<Extent> chosen = chosen(op, site);
        site.give(0, DType.INT64, List.of(chosen == null ? Extent.UNKNOWN : Extent.of(chosen.size())));
    }

    private static void extents(ShapeOf op, Site site) {
        List<Extent> chosen = chosen(op, site);
        if (chosen != null) {
            site.follow(0, chosen);
        }
    }

    private static @Nullable List<Extent> chosen(ShapeOf op, Site site) {
        List<Extent> dims = site.dims(0);
        if (dims == null) {
            return null;
        }
        int start = place(op.start(), dims.size());
        Integer stated = op.end();
        int end = stated == null ? dims.size() : place(stated, dims.size());
        return start >= end ? List.of() : dims.subList(start, end);
    }

    private static int place(int axis, int rank) {
        return Math.clamp(axis < 0 ? (long) axis + rank : axis, 0, rank);
    }

    private static void size(SizeOf op, Site site) {
        List<Extent> dims = site.dims(0);
        if (dims != null) {
            site.follow(0, List.of(Extent.product(dims)));
        }
    }
}
