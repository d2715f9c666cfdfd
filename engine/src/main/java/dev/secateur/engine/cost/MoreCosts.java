package dev.secateur.engine.cost;

import java.util.List;
import java.util.OptionalLong;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.RmsNormalization;
import dev.secateur.engine.op.RoiAlign;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.SpaceToDepth;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Trilu;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// The rules of normalisations, recurrent layers, quantisation and indexing.
final class MoreCosts {

    /// What is moved, compared or computed element by element.
    private static final List<Class<? extends Op>> FREE = List.of(ArgReduce.class, BitShift.class, Compress.class,
            CumSum.class, DepthToSpace.class,
            DequantizeLinear.class, DynamicQuantizeLinear.class, GatherElements.class, GatherNd.class,
            Gelu.class, GridSample.class, Hardmax.class, IsInfinite.class, LocalResponse.class,
            LogSoftmax.class, LpNormalization.class, MeanVarianceNormalization.class, Modulo.class,
            NonMaxSuppression.class, NonZero.class, OneHot.class, Parametric.class, QuantizeLinear.class,
            Range.class, RoiAlign.class, ScatterElements.class, ScatterNd.class, SpaceToDepth.class,
            Tile.class, TopK.class, Trilu.class);

    private MoreCosts() {}

    static void register(CostTable table) {
        FREE.forEach(table::free);
        table.put(LayerNormalization.class, new CostRule<>(CostRule::noMacs, MoreCosts::isScaleOrShift));
        table.put(RmsNormalization.class, new CostRule<>(CostRule::noMacs, MoreCosts::isScaleOrShift));
        table.put(GroupNormalization.class, new CostRule<>(CostRule::noMacs, MoreCosts::isScaleOrShift));
        table.put(InstanceNormalization.class, new CostRule<>(CostRule::noMacs, MoreCosts::isScaleOrShift));
        table.put(Variadic.class, new CostRule<>(CostRule::noMacs, CostTable::isReal));
        table.put(Where.class, new CostRule<>(CostRule::noMacs, (op, i, place) -> i > 0
                && CostTable.isReal(op, i, place)));
        table.put(Einsum.class, new CostRule<>(MoreCosts::einsum, CostTable::isReal));
        table.put(Recurrent.class, new CostRule<>(MoreCosts::recurrent, (op, i, place) -> i >= 1 && i <= 3 || i == 7));
    }

    private static boolean isScaleOrShift(Op op, int operand, Place place) {
        return operand == 1 || operand == 2;
    }

    /// One operand is only read; several are multiplied over all axes that the equation names.
    private static OptionalLong einsum(Einsum op, Place place) {
        if (place.node().inputs().size() < 2) {
            return OptionalLong.of(0);
        }
        String equation = op.equation().replace(" ", "");
        int arrow = equation.indexOf("->");
        String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        String result = arrow < 0 ? "" : equation.substring(arrow + 2);
        OptionalLong macs = Place.elements(place.output());
        StringBuilder counted = new StringBuilder(arrow < 0 ? once(terms) : result);
        for (int i = 0; i < terms.length; i++) {
            Shape shape = place.input(i);
            if (shape == null) {
                return OptionalLong.empty();
            }
            for (int at = 0; at < terms[i].length(); at++) {
                char axis = terms[i].charAt(at);
                if (axis != '.' && counted.indexOf(String.valueOf(axis)) < 0) {
                    counted.append(axis);
                    macs = Place.product(macs, extent(terms[i], at, shape).sizeOrMinusOne());
                }
            }
        }
        return macs;
    }

    private static String once(String[] terms) {
        String all = String.join("", terms);
        StringBuilder once = new StringBuilder();
        all.chars().filter(c -> all.indexOf(c) == all.lastIndexOf(c)).forEach(c -> once.append((char) c));
        return once.toString();
    }

    private static Dim extent(String term, int at, Shape shape) {
        int ellipsis = term.indexOf('.');
        boolean behind = ellipsis >= 0 && at > ellipsis;
        int axis = behind ? shape.rank() - (term.length() - at) : at;
        return axis >= 0 && axis < shape.rank() ? shape.dim(axis) : Dim.UNKNOWN;
    }

    /// Every gate multiplies the data and the hidden state at every step of every sample and direction.
    private static OptionalLong recurrent(Recurrent op, Place place) {
        Shape data = place.input(0);
        if (data == null || data.rank() != 3) {
            return OptionalLong.empty();
        }
        long features = data.dim(2).sizeOrMinusOne();
        if (features < 0) {
            return OptionalLong.empty();
        }
        return Place.product(OptionalLong.of(op.directions()), data.dim(0).sizeOrMinusOne(),
                data.dim(1).sizeOrMinusOne(), (long) op.kind().gates() * op.hidden(),
                features + op.hidden());
    }
}
