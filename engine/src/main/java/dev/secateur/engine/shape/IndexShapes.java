package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Trilu;
import dev.secateur.engine.tensor.DType;

/// Picking by index and finding indices. Extents that only the data tell are symbols of their own.
final class IndexShapes {

    private IndexShapes() {}

    static void register(ShapeTable table) {
        table.shape(GatherElements.class, IndexShapes::gatherElements);
        table.shape(GatherNd.class, IndexShapes::gatherNd);
        table.shape(ScatterElements.class, IndexShapes::scatterElements);
        table.shape(ScatterNd.class, (op, site) -> site.give(0, site.dtype(0), site.dims(0)));
        table.shape(TopK.class, IndexShapes::topK);
        table.shape(ArgReduce.class, IndexShapes::argReduce);
        table.shape(CumSum.class, (op, site) -> site.give(0, site.dtype(0), site.dims(0)));
        table.shape(Trilu.class, IndexShapes::triangle);
        table.shape(OneHot.class, IndexShapes::oneHot);
        table.shape(Compress.class, IndexShapes::compressed);
        table.shape(NonZero.class, IndexShapes::nonZero);
        table.shape(NonMaxSuppression.class, (op, site) -> site.give(0, DType.INT64,
                List.of(site.found(0), Extent.of(3))));
        table.elements(NonZero.class, IndexShapes::places);
    }

    private static void gatherElements(GatherElements op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> indices = site.dims(1);
        if (ranksAgree(data, indices, site) && axisFits(op.axis(), data, site)) {
            site.give(0, site.dtype(0), indices);
        }
    }

    private static boolean ranksAgree(@Nullable List<Extent> data, @Nullable List<Extent> indices, Site site) {
        if (data != null && indices != null && data.size() != indices.size()) {
            site.conflict("its data " + Fact.display(data) + " and its indices " + Fact.display(indices)
                    + " have different numbers of axes");
            return false;
        }
        return true;
    }

    private static boolean axisFits(int axis, @Nullable List<Extent> data, Site site) {
        return data == null || Axes.normal(axis, data.size(), site) >= 0;
    }

    private static void scatterElements(ScatterElements op, Site site) {
        List<Extent> data = site.dims(0);
        if (ranksAgree(data, site.dims(1), site) && axisFits(op.axis(), data, site)) {
            site.give(0, site.dtype(0), data);
        }
    }

    private static void gatherNd(GatherNd op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> indices = site.dims(1);
        if (data == null || indices == null || indices.isEmpty() || !indices.getLast().isNumber()) {
            site.give(0, site.dtype(0), null);
            return;
        }
        long rest = op.batchDims() + indices.getLast().number();
        if (rest > data.size()) {
            site.conflict("its indices have " + indices.getLast() + " places and its data is " + Fact.display(data));
            return;
        }
        List<Extent> dims = new ArrayList<>(indices.subList(0, indices.size() - 1));
        dims.addAll(data.subList((int) rest, data.size()));
        site.give(0, site.dtype(0), dims);
    }

    private static void topK(TopK op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> dims = null;
        if (data != null) {
            int axis = Axes.normal(op.axis(), data.size(), site);
            if (axis < 0) {
                return;
            }
            List<Extent> given = op.count() == null ? site.integers(1) : List.of(Extent.of(op.count()));
            Extent count = given == null || given.size() != 1 ? site.found(0) : given.getFirst();
            if (count.isNumber() && data.get(axis).isNumber() && count.number() > data.get(axis).number()) {
                site.conflict("it takes " + count + " of an extent of " + data.get(axis));
                return;
            }
            dims = new ArrayList<>(data);
            dims.set(axis, count.isUnknown() ? site.found(0) : count);
        }
        site.give(0, site.dtype(0), dims);
        site.give(1, DType.INT64, dims);
    }

    private static void argReduce(ArgReduce op, Site site) {
        List<Extent> data = site.dims(0);
        int axis = data == null ? 0 : Axes.normal(op.axis(), data.size(), site);
        if (data == null || axis < 0) {
            site.give(0, DType.INT64, null);
            return;
        }
        List<Extent> dims = new ArrayList<>(data);
        dims.remove(axis);
        if (op.keepDims()) {
            dims.add(axis, Extent.ONE);
        }
        site.give(0, DType.INT64, dims);
    }

    private static void triangle(Trilu op, Site site) {
        List<Extent> data = site.dims(0);
        if (data != null && data.size() < 2) {
            site.conflict("it takes a triangle of a matrix and its data is " + Fact.display(data));
            return;
        }
        site.give(0, site.dtype(0), data);
    }

    private static void oneHot(OneHot op, Site site) {
        List<Extent> indices = site.dims(0);
        if (indices == null) {
            site.give(0, site.dtype(2), null);
            return;
        }
        int axis = Axes.normal(op.axis(), indices.size() + 1, site);
        if (axis < 0) {
            return;
        }
        List<Extent> depth = site.integers(1);
        List<Extent> dims = new ArrayList<>(indices);
        dims.add(axis, depth == null || depth.size() != 1 ? site.found(0) : depth.getFirst());
        site.give(0, site.dtype(2), dims);
    }

    private static void compressed(Compress op, Site site) {
        List<Extent> data = site.dims(0);
        Integer stated = op.axis();
        if (stated == null) {
            site.give(0, site.dtype(0), List.of(site.found(0)));
        } else if (data == null) {
            site.give(0, site.dtype(0), null);
        } else {
            int axis = Axes.normal(stated, data.size(), site);
            List<Extent> dims = new ArrayList<>(data);
            if (axis >= 0) {
                dims.set(axis, site.found(0));
                site.give(0, site.dtype(0), dims);
            }
        }
    }

    private static void nonZero(NonZero op, Site site) {
        List<Extent> data = site.dims(0);
        List<Long> elements = site.numbers(0);
        Extent count = elements == null
                ? site.found(0)
                : Extent.of(elements.stream().filter(e -> e != 0).count());
        // The specification leaves scalars open; ONNX Runtime takes one for a vector.
        Extent rank = data == null ? Extent.UNKNOWN : Extent.of(Math.max(1, data.size()));
        site.give(0, DType.INT64, List.of(rank, count));
    }

    private static void places(NonZero op, Site site) {
        List<Long> elements = site.numbers(0);
        List<Extent> data = site.dims(0);
        if (elements == null || data == null || data.isEmpty()) {
            return;
        }
        int[] strides = Broadcast.strides(data);
        List<Extent> places = new ArrayList<>();
        for (int axis = 0; axis < data.size(); axis++) {
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i) != 0) {
                    places.add(Extent.of(i / strides[axis] % data.get(axis).number()));
                }
            }
        }
        site.follow(0, places);
    }
}
