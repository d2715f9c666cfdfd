package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Reshape;

/// Reshape: 0 copies an extent (or, if so asked, is 0), -1 takes what is left.
final class ReshapeShapes {

    private ReshapeShapes() {}

    static void reshaped(Reshape op, Site site) {
        List<Extent> data = site.dims(0);
        List<Extent> target = op.shape() == null
                ? LayoutShapes.targetExtents(site.integers(1), site.dims(1))
                : op.shape().stream().map(Extent::of).toList();
        if (target == null) {
            site.give(0, site.dtype(0), null);
            return;
        }
        List<Extent> dims = copied(target, data, op.allowZero(), site);
        if (dims == null) {
            return;
        }
        List<Extent> solved = solved(dims, data, site);
        if (solved != null) {
            site.give(0, site.dtype(0), solved);
        }
    }

    private static @Nullable List<Extent> copied(List<Extent> target, @Nullable List<Extent> data, boolean allowZero,
            Site site) {
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < target.size(); i++) {
            Extent extent = target.get(i);
            if (extent.isNumber() && extent.number() < -1) {
                site.conflict("it asks for an extent of " + extent);
                return null;
            }
            if (!extent.is(0) || allowZero) {
                dims.add(extent);
            } else if (data == null) {
                dims.add(Extent.UNKNOWN);
            } else if (i < data.size()) {
                dims.add(data.get(i));
            } else {
                site.conflict("it copies axis " + i + " of data that has " + data.size() + " axes");
                return null;
            }
        }
        return dims;
    }

    /// Puts the extent that is left in place of -1, or of the only unknown one, as both must be.
    private static @Nullable List<Extent> solved(List<Extent> dims, @Nullable List<Extent> data, Site site) {
        List<Extent> rest = new ArrayList<>(dims);
        rest.removeIf(e -> e.is(-1));
        if (dims.size() - rest.size() > 1) {
            site.conflict("it leaves more than one extent open: " + dims);
            return null;
        }
        int open = dims.indexOf(Extent.of(-1));
        boolean exact = open >= 0;
        if (!exact && dims.stream().filter(Extent::isUnknown).count() == 1) {
            open = dims.indexOf(Extent.UNKNOWN);
            rest.remove(open);
        }
        if (open < 0) {
            return agreed(dims, data, site);
        }
        Extent left = data == null ? Extent.UNKNOWN : quotient(data, rest, exact, site);
        if (left == null) {
            return null;
        }
        List<Extent> result = new ArrayList<>(dims);
        result.set(open, left);
        return result;
    }

    private static @Nullable Extent quotient(List<Extent> data, List<Extent> rest, boolean exact, Site site) {
        List<Extent> numerator = new ArrayList<>(data);
        List<Extent> denominator = new ArrayList<>();
        for (Extent extent : rest) {
            if (extent.isUnknown() || extent.isNumber() || !numerator.remove(extent)) {
                denominator.add(extent);
            }
        }
        Extent all = Extent.product(numerator);
        Extent part = Extent.product(denominator);
        if (part.is(0)) {
            return exact && all.is(0) ? zeroLeft(site) : Extent.UNKNOWN;
        }
        Extent left = all.exactlyOver(part);
        if (left == null && all.isNumber() && part.isNumber() && exact) {
            site.conflict("it gives " + Fact.display(data) + " the other extents " + Fact.display(rest)
                    + ", which do not divide it");
            return null;
        }
        return left == null ? all.floorOver(part) : left;
    }

    private static @Nullable Extent zeroLeft(Site site) {
        site.conflict("it leaves an extent open beside an extent of 0");
        return null;
    }

    private static @Nullable List<Extent> agreed(List<Extent> dims, @Nullable List<Extent> data, Site site) {
        if (data == null) {
            return dims;
        }
        Extent before = Extent.product(data);
        Extent after = Extent.product(dims);
        if (before.isNumber() && after.isNumber() && !before.isSame(after)) {
            site.conflict("it gives " + Fact.display(data) + ", which has " + before + " elements, the extents "
                    + Fact.display(dims) + ", which need " + after);
            return null;
        }
        return dims;
    }
}
