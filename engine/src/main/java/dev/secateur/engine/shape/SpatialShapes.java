package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.RoiAlign;
import dev.secateur.engine.op.SpaceToDepth;

/// Moving and sampling pixels.
final class SpatialShapes {

    private SpatialShapes() {}

    static void register(ShapeTable table) {
        table.shape(DepthToSpace.class, SpatialShapes::toSpace);
        table.shape(SpaceToDepth.class, SpatialShapes::toDepth);
        table.shape(RoiAlign.class, SpatialShapes::regions);
        table.shape(GridSample.class, SpatialShapes::sampled);
    }

    private static void toSpace(DepthToSpace op, Site site) {
        List<Extent> data = picture(site);
        if (data == null) {
            return;
        }
        long block = op.blockSize();
        Extent depth = divided(data.get(1), block * block, site);
        if (depth != null) {
            site.give(0, site.dtype(0),
                    List.of(data.get(0), depth, data.get(2).times(block), data.get(3).times(block)));
        }
    }

    private static void toDepth(SpaceToDepth op, Site site) {
        List<Extent> data = picture(site);
        if (data == null) {
            return;
        }
        long block = op.blockSize();
        Extent height = divided(data.get(2), block, site);
        Extent width = height == null ? null : divided(data.get(3), block, site);
        if (height != null && width != null) {
            site.give(0, site.dtype(0), List.of(data.get(0), data.get(1).times(block * block), height, width));
        }
    }

    /// The extents of the data, null after giving what follows without them.
    private static @Nullable List<Extent> picture(Site site) {
        List<Extent> data = site.dims(0);
        if (data == null) {
            site.give(0, site.dtype(0), Broadcast.unknown(4));
        } else if (data.size() != 4) {
            site.conflict("it moves pixels of [N, C, H, W] and its data is " + Fact.display(data));
            return null;
        }
        return data;
    }

    private static @Nullable Extent divided(Extent extent, long by, Site site) {
        if (extent.isNumber() && extent.number() % by != 0) {
            site.conflict("an extent of " + extent + " has no blocks of " + by);
            return null;
        }
        return extent.floorOver(by);
    }

    private static void regions(RoiAlign op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> regions = site.dims(1);
        Extent count = regions == null || regions.isEmpty() ? Extent.UNKNOWN : regions.getFirst();
        Extent channels = data == null || data.size() < 2 ? Extent.UNKNOWN : data.get(1);
        site.give(0, site.dtype(0), List.of(count, channels, Extent.of(op.height()), Extent.of(op.width())));
    }

    private static void sampled(GridSample op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> grid = site.dims(1);
        if (data == null || grid == null || data.size() < 2) {
            site.give(0, site.dtype(0), null);
            return;
        }
        if (data.size() != grid.size()) {
            site.conflict("its data " + Fact.display(data) + " and its grid " + Fact.display(grid)
                    + " have different numbers of axes");
            return;
        }
        List<Extent> dims = new ArrayList<>(data.subList(0, 2));
        dims.addAll(grid.subList(1, grid.size() - 1));
        site.give(0, site.dtype(0), dims);
    }
}
