package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;
import dev.secateur.engine.tensor.DType;

/// Element-wise operators of any number of operands, broadcast.
final class ManyShapes {

    private ManyShapes() {}

    static void register(ShapeTable table) {
        table.shape(Variadic.class, (op, site) -> broadcast(0, site));
        table.shape(Modulo.class, (op, site) -> broadcast(0, site));
        table.shape(BitShift.class, (op, site) -> broadcast(0, site));
        table.shape(Where.class, ManyShapes::where);
        table.elements(Variadic.class, ManyShapes::variadicElements);
        table.elements(Modulo.class, ManyShapes::remainders);
        table.elements(Where.class, ManyShapes::chosen);
    }

    /// The result of all operands from one on, which have one type.
    private static void broadcast(int first, Site site) {
        DType dtype = site.dtype(first);
        List<Extent> dims = site.dims(first);
        for (int i = first + 1; i < site.inputCount(); i++) {
            DType other = site.dtype(i);
            if (dtype != null && other != null && dtype != other) {
                site.conflict("its operands are of " + dtype + " and " + other);
                return;
            }
            dtype = dtype == null ? other : dtype;
            dims = Broadcast.of(dims, site.dims(i), site);
        }
        site.give(0, dtype, dims);
    }

    private static void where(Where op, Site site) {
        broadcast(1, site);
        site.give(0, site.result(0).dtype(), Broadcast.of(site.dims(0), site.result(0).dims(), site));
    }

    private static void chosen(Where op, Site site) {
        List<List<Extent>> operands = spread(site);
        if (operands == null) {
            return;
        }
        List<Extent> chosen = new ArrayList<>();
        for (int i = 0; i < operands.get(0).size(); i++) {
            chosen.add(chosen(operands.get(0).get(i), operands.get(1).get(i), operands.get(2).get(i)));
        }
        site.follow(0, chosen);
    }

    private static Extent chosen(Extent condition, Extent yes, Extent no) {
        if (!condition.isNumber()) {
            return yes.isSame(no) ? yes : Extent.UNKNOWN;
        }
        return condition.is(0) ? no : yes;
    }

    private static void variadicElements(Variadic op, Site site) {
        List<List<Extent>> operands = spread(site);
        if (operands == null || op.kind() == Variadic.Kind.MEAN) {
            return;
        }
        List<Extent> results = operands.getFirst();
        for (List<Extent> operand : operands.subList(1, operands.size())) {
            List<Extent> next = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                next.add(combined(op.kind(), results.get(i), operand.get(i)));
            }
            results = next;
        }
        site.follow(0, results);
    }

    private static Extent combined(Variadic.Kind kind, Extent a, Extent b) {
        if (kind == Variadic.Kind.SUM) {
            return a.plus(b);
        }
        boolean leftIsLess = b.minus(a).isSurelyNotNegative();
        boolean rightIsLess = a.minus(b).isSurelyNotNegative();
        if (!leftIsLess && !rightIsLess) {
            return Extent.UNKNOWN;
        }
        return leftIsLess == (kind == Variadic.Kind.MIN) ? a : b;
    }

    private static void remainders(Modulo op, Site site) {
        List<List<Extent>> operands = spread(site);
        if (operands == null) {
            return;
        }
        List<Extent> results = new ArrayList<>();
        for (int i = 0; i < operands.get(0).size(); i++) {
            results.add(remainder(operands.get(0).get(i), operands.get(1).get(i)));
        }
        site.follow(0, results);
    }

    private static Extent remainder(Extent a, Extent b) {
        boolean plain = b.isNumber() && b.number() > 0 && a.isSurelyNotNegative();
        return plain ? a.minus(a.floorOver(b.number()).times(b)) : Extent.UNKNOWN;
    }

    /// The elements of all operands, spread to the result's extents; null if some are not followed.
    private static @Nullable List<List<Extent>> spread(Site site) {
        List<Extent> dims = site.result(0).dims();
        List<List<Extent>> all = new ArrayList<>();
        for (int operand = 0; operand < site.inputCount(); operand++) {
            List<Extent> elements = site.integers(operand);
            List<Extent> own = site.dims(operand);
            if (elements == null || own == null || dims == null) {
                return null;
            }
            List<Extent> spread = new ArrayList<>();
            for (int source : Broadcast.sources(own, dims)) {
                spread.add(elements.get(source));
            }
            all.add(spread);
        }
        return all;
    }
}
