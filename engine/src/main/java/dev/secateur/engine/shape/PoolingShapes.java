package dev.secateur.engine.shape;

import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;

/// Pooling.
final class PoolingShapes {

    private PoolingShapes() {}

    static void register(ShapeTable table) {
        table.shape(MaxPool.class, (op, site) -> {
            List<Extent> dims = pooled(op.window(), op.ceilMode(), site);
            site.give(0, site.dtype(0), dims);
            site.give(1, DType.INT64, dims);
        });
        table.shape(AveragePool.class,
                (op, site) -> site.give(0, site.dtype(0), pooled(op.window(), op.ceilMode(), site)));
        table.shape(GlobalPool.class, (op, site) -> site.give(0, site.dtype(0), global(site)));
    }

    private static @Nullable List<Extent> pooled(Window window, boolean ceil, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null || !hasSpatialAxes(data, site)) {
            return null;
        }
        List<Extent> kernel = window.kernel().stream().map(Extent::of).toList();
        List<Extent> spatial = Windows.slide(data.subList(2, data.size()), kernel, window, ceil, site);
        return spatial == null ? null : ConvolutionShapes.joined(data.get(0), data.get(1), spatial);
    }

    private static @Nullable List<Extent> global(Site site) {
        List<Extent> data = site.dims(0);
        if (data == null || !hasSpatialAxes(data, site)) {
            return null;
        }
        return ConvolutionShapes.joined(data.get(0), data.get(1), Collections.nCopies(data.size() - 2, Extent.ONE));
    }

    private static boolean hasSpatialAxes(List<Extent> data, Site site) {
        if (data.size() < 3) {
            site.conflict("its data is " + Fact.display(data) + " and needs batch, channels and spatial axes");
            return false;
        }
        return true;
    }
}
