package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unsqueeze;

/// Operators that keep all elements and give them other axes.
final class LayoutShapes {

    private LayoutShapes() {}

    static void register(ShapeTable table) {
        table.shape(Identity.class, (op, site) -> site.give(0, site.dtype(0), site.dims(0)));
        table.shape(CastLike.class, (op, site) -> site.give(0, site.dtype(1), site.dims(0)));
        table.shape(Cast.class, (op, site) -> site.give(0, op.to(), site.dims(0)));
        table.shape(Reshape.class, ReshapeShapes::reshaped);
        table.shape(Flatten.class, LayoutShapes::flattened);
        table.shape(Squeeze.class, LayoutShapes::squeezed);
        table.shape(Unsqueeze.class, LayoutShapes::unsqueezed);
        table.shape(Transpose.class, LayoutShapes::transposed);
        table.shape(Expand.class, LayoutShapes::expanded);
    }

    private static void flattened(Flatten op, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null) {
            site.give(0, site.dtype(0), Broadcast.unknown(2));
            return;
        }
        int axis = op.axis() < 0 ? op.axis() + data.size() : op.axis();
        if (axis < 0 || axis > data.size()) {
            site.conflict("axis " + op.axis() + " is outside its " + data.size() + " axes");
            return;
        }
        Extent rows = Extent.product(data.subList(0, axis));
        site.give(0, site.dtype(0), List.of(rows, Extent.product(data.subList(axis, data.size()))));
    }

    private static void squeezed(Squeeze op, Site site) {
        List<Extent> data = site.dims(0);
        boolean fromInput = op.axes() == null && site.has(1);
        List<Long> axes = fromInput ? site.numbers(1) : op.axes();
        if (data == null || fromInput && axes == null) {
            site.give(0, site.dtype(0), null);
        } else if (axes == null) {
            site.give(0, site.dtype(0), withoutOnes(data));
        } else {
            squeeze(data, axes, site);
        }
    }

    private static @Nullable List<Extent> withoutOnes(List<Extent> data) {
        boolean all = data.stream().allMatch(Extent::isNumber);
        return all ? data.stream().filter(e -> !e.is(1)).toList() : null;
    }

    private static void squeeze(List<Extent> data, List<Long> axes, Site site) {
        List<Integer> normal = Axes.normal(axes, data.size(), site);
        if (normal == null) {
            return;
        }
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            if (!normal.contains(i)) {
                dims.add(data.get(i));
            } else if (data.get(i).isNumber() && !data.get(i).is(1)) {
                site.conflict("it drops axis " + i + ", whose extent is " + data.get(i) + " and not 1");
                return;
            }
        }
        site.give(0, site.dtype(0), dims);
    }

    private static void unsqueezed(Unsqueeze op, Site site) {
        List<Extent> data = site.dims(0);
        List<Long> axes = op.axes() == null ? site.numbers(1) : op.axes();
        if (data == null || axes == null) {
            List<Extent> given = site.has(1) ? site.dims(1) : null;
            boolean rankKnown = data != null && given != null && given.size() == 1 && given.get(0).isNumber()
                    && given.get(0).number() < Site.MAX_FOLLOWED;
            site.give(0, site.dtype(0),
                    rankKnown && data != null && given != null
                            ? Broadcast.unknown(data.size() + (int) given.get(0).number())
                            : null);
            return;
        }
        List<Integer> normal = Axes.normal(axes, data.size() + axes.size(), site);
        if (normal == null) {
            return;
        }
        List<Extent> dims = new ArrayList<>();
        for (int i = 0, next = 0; i < data.size() + axes.size(); i++) {
            dims.add(normal.contains(i) ? Extent.ONE : data.get(next++));
        }
        site.give(0, site.dtype(0), dims);
    }

    private static void transposed(Transpose op, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null) {
            site.give(0, site.dtype(0), op.perm().isEmpty() ? null : Broadcast.unknown(op.perm().size()));
            return;
        }
        List<Integer> perm = permutation(op, data.size());
        boolean isPermutation = perm.size() == data.size()
                && perm.stream().allMatch(p -> p >= 0 && p < data.size())
                && perm.stream().distinct().count() == data.size();
        if (!isPermutation) {
            site.conflict("its order of axes " + perm + " does not fit data of " + data.size() + " axes");
            return;
        }
        site.give(0, site.dtype(0), perm.stream().map(data::get).toList());
    }

    static List<Integer> permutation(Transpose op, int rank) {
        if (!op.perm().isEmpty()) {
            return op.perm();
        }
        List<Integer> reversed = new ArrayList<>();
        for (int i = rank - 1; i >= 0; i--) {
            reversed.add(i);
        }
        return reversed;
    }

    private static void expanded(Expand op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> target = targetExtents(site.integers(1), site.dims(1));
        if (target != null && target.stream().anyMatch(e -> e.isNumber() && e.number() < 0)) {
            site.conflict("it expands to a negative extent: " + target);
            return;
        }
        site.give(0, site.dtype(0), Broadcast.of(data, target, site));
    }

    /// Extents that an operand lists; unknown ones if only their number is known, null if not even that.
    static @Nullable List<Extent> targetExtents(@Nullable List<Extent> listed, @Nullable List<Extent> listDims) {
        if (listed != null) {
            return listed;
        }
        boolean countKnown = listDims != null && listDims.size() == 1 && listDims.get(0).isNumber()
                && listDims.get(0).number() <= Site.MAX_FOLLOWED;
        return countKnown && listDims != null
                ? Collections.nCopies((int) listDims.get(0).number(), Extent.UNKNOWN)
                : null;
    }
}
