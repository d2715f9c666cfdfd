package dev.secateur.engine.shape;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;

/// Operators whose result has the extents of their data, or of all their operands broadcast.
final class ElementwiseShapes {

    private ElementwiseShapes() {}

    static void register(ShapeTable table) {
        table.shape(Unary.class, (op, site) -> site.give(0,
                op.kind() == Unary.Kind.IS_NAN ? DType.BOOL : site.dtype(0), site.dims(0)));
        table.shape(IsInfinite.class, (op, site) -> site.give(0, DType.BOOL, site.dims(0)));
        table.shape(Parametric.class, (op, site) -> same(site));
        table.shape(Gelu.class, (op, site) -> same(site));
        table.shape(Clip.class, (op, site) -> same(site));
        table.shape(Elu.class, (op, site) -> same(site));
        table.shape(HardSigmoid.class, (op, site) -> same(site));
        table.shape(LeakyRelu.class, (op, site) -> same(site));
        table.shape(Softmax.class, (op, site) -> along(op.axis(), op.flattened(), site));
        table.shape(LogSoftmax.class, (op, site) -> along(op.axis(), op.flattened(), site));
        table.shape(Hardmax.class, (op, site) -> along(op.axis(), op.flattened(), site));
        table.shape(Dropout.class, ElementwiseShapes::dropout);
        table.shape(Binary.class, ElementwiseShapes::binary);
        table.shape(BatchNormalization.class, ElementwiseShapes::normalised);
    }

    private static void same(Site site) {
        site.give(0, site.dtype(0), site.dims(0));
    }

    /// @param flattened true if the axis may stand behind the last one
    private static void along(int axis, boolean flattened, Site site) {
        List<Extent> dims = site.dims(0);
        boolean behindLast = flattened && dims != null && axis == dims.size();
        if (dims == null || behindLast || Axes.normal(axis, dims.size(), site) >= 0) {
            same(site);
        }
    }

    private static void dropout(Dropout op, Site site) {
        same(site);
        site.give(1, DType.BOOL, site.dims(0));
    }

    private static void binary(Binary op, Site site) {
        DType a = site.dtype(0);
        DType b = site.dtype(1);
        if (a != null && b != null && a != b && op.kind() != Binary.Kind.POW) {
            site.conflict("its operands are of " + a + " and " + b);
            return;
        }
        List<Extent> left = site.dims(0);
        List<Extent> dims = Broadcast.of(left, site.dims(1), site);
        if (op.kind() == Binary.Kind.PRELU && dims != null && left != null && !fitsOneWay(dims, left)) {
            site.conflict("its slope " + Fact.display(dims) + " does not broadcast to its data " + Fact.display(left));
            return;
        }
        DType result = a == null && op.kind() != Binary.Kind.POW ? b : a;
        site.give(0, op.kind().isPredicate() ? DType.BOOL : result, dims);
    }

    private static boolean fitsOneWay(List<Extent> dims, List<Extent> left) {
        if (dims.size() != left.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).is(1) && dims.get(i).isNumber() && !dims.get(i).is(1)) {
                return false;
            }
        }
        return true;
    }

    private static void normalised(BatchNormalization op, Site site) {
        List<Extent> data = site.dims(0);
        Extent channels = data == null || data.size() < 2 ? Extent.UNKNOWN : data.get(1);
        if (data != null && data.size() == 1) {
            channels = Extent.ONE;
        }
        for (int i = 1; i < 5; i++) {
            channels = agreed(channels, site.dims(i), i, site);
            if (channels == null) {
                return;
            }
        }
        site.give(0, site.dtype(0), data == null || data.size() < 2 ? data : with(data, channels));
        for (int i = 1; i < site.outputCount(); i++) {
            site.give(i, site.dtype(3), List.of(channels));
        }
    }

    private static @Nullable Extent agreed(Extent channels, @Nullable List<Extent> parameter, int index, Site site) {
        if (parameter == null) {
            return channels;
        }
        Extent one = parameter.size() == 1 ? Broadcast.unify(channels, parameter.get(0)) : null;
        if (one == null) {
            String name = List.of("scale", "shift", "mean", "variance").get(index - 1);
            site.conflict("its " + name + " is " + Fact.display(parameter) + " and its data has " + channels
                    + " channels");
        }
        return one;
    }

    private static List<Extent> with(List<Extent> data, Extent channels) {
        List<Extent> dims = new java.util.ArrayList<>(data);
        dims.set(1, channels);
        return dims;
    }
}
