package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.RmsNormalization;
import dev.secateur.engine.tensor.DType;

/// Normalisations by statistics of the data itself: the result has the data's extents.
final class NormalisationShapes {

    private NormalisationShapes() {}

    static void register(ShapeTable table) {
        table.shape(LayerNormalization.class, NormalisationShapes::layer);
        table.shape(RmsNormalization.class, NormalisationShapes::rootMeanSquare);
        table.shape(GroupNormalization.class, NormalisationShapes::group);
        table.shape(InstanceNormalization.class, (op, site) -> perChannel(Extent.UNKNOWN, site));
        table.shape(LocalResponse.class, (op, site) -> site.give(0, site.dtype(0), site.dims(0)));
        table.shape(LpNormalization.class, NormalisationShapes::lp);
        table.shape(MeanVarianceNormalization.class, (op, site) -> site.give(0, site.dtype(0), site.dims(0)));
    }

    private static void layer(LayerNormalization op, Site site) {
        List<Extent> data = site.dims(0);
        DType statistics = DType.ofCode(op.stash()).orElse(null);
        site.give(0, site.dtype(0), data);
        if (data == null) {
            site.give(1, statistics, null);
            site.give(2, statistics, null);
            return;
        }
        int axis = Axes.normal(op.axis(), data.size(), site);
        if (axis < 0 || !fits(data.subList(axis, data.size()), site, 1) || !fits(data, site, 2)) {
            return;
        }
        List<Extent> reduced = new ArrayList<>(data.subList(0, axis));
        for (int i = axis; i < data.size(); i++) {
            reduced.add(Extent.ONE);
        }
        site.give(1, statistics, reduced);
        site.give(2, statistics, reduced);
    }

    private static void rootMeanSquare(RmsNormalization op, Site site) {
        List<Extent> data = site.dims(0);
        int axis = data == null ? 0 : Axes.normal(op.axis(), data.size(), site);
        if (data == null || axis >= 0 && fits(data, site, 1)) {
            site.give(0, site.dtype(1) == null ? site.dtype(0) : site.dtype(1), data);
        }
    }

    private static boolean fits(List<Extent> data, Site site, int operand) {
        List<Extent> own = site.has(operand) ? site.dims(operand) : null;
        List<Extent> result = own == null ? data : Broadcast.of(data, own, site);
        if (own != null && (own.size() > data.size() || !sameAs(result, data))) {
            site.conflict("its " + (operand == 1 ? "scale" : "shift") + " is " + Fact.display(own)
                    + " and it normalises " + Fact.display(data));
            return false;
        }
        return true;
    }

    private static boolean sameAs(@Nullable List<Extent> result, List<Extent> data) {
        for (int i = 0; result != null && i < data.size(); i++) {
            if (Broadcast.unify(result.get(i), data.get(i)) == null) {
                return false;
            }
        }
        return result != null;
    }

    private static void group(GroupNormalization op, Site site) {
        List<Extent> data = site.dims(0);
        Extent channels = data == null || data.size() < 2 ? Extent.UNKNOWN : data.get(1);
        if (channels.isNumber() && channels.number() % op.groups() != 0) {
            site.conflict("it has " + op.groups() + " groups of " + channels + " channels");
            return;
        }
        perChannel(op.perGroup() ? Extent.of(op.groups()) : Extent.UNKNOWN, site);
    }

    /// @param entries extent of scale and shift, unknown if it is that of the channels
    private static void perChannel(Extent entries, Site site) {
        List<Extent> data = site.dims(0);
        if (data != null && data.size() < 2) {
            site.conflict("its data " + Fact.display(data) + " has no channels");
            return;
        }
        Extent expected = !entries.isUnknown() || data == null ? entries : data.get(1);
        for (int i = 1; i <= 2; i++) {
            List<Extent> own = site.dims(i);
            if (own != null && (own.size() != 1 || Broadcast.unify(own.get(0), expected) == null)) {
                site.conflict("its " + (i == 1 ? "scale" : "shift") + " is " + Fact.display(own) + " and it needs "
                        + expected);
                return;
            }
        }
        site.give(0, site.dtype(0), data);
    }

    private static void lp(LpNormalization op, Site site) {
        List<Extent> data = site.dims(0);
        if (data == null || Axes.normal(op.axis(), data.size(), site) >= 0) {
            site.give(0, site.dtype(0), data);
        }
    }
}
