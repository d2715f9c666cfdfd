package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.tensor.DType;

/// Matrix products.
final class LinearShapes {

    private LinearShapes() {}

    static void register(ShapeTable table) {
        table.shape(Gemm.class, LinearShapes::gemm).shape(MatMul.class, LinearShapes::matMul)
                .shape(IntegerMatMul.class, LinearShapes::integers);
    }

    private static void gemm(Gemm op, Site site) {
        List<Extent> a = site.dims(0);
        List<Extent> b = site.dims(1);
        if (a != null && a.size() != 2 || b != null && b.size() != 2) {
            site.conflict("it multiplies matrices and its operands are " + text(a) + " and " + text(b));
            return;
        }
        Extent rows = a == null ? Extent.UNKNOWN : a.get(op.transA() ? 1 : 0);
        Extent columns = b == null ? Extent.UNKNOWN : b.get(op.transB() ? 0 : 1);
        Extent inner = a == null ? Extent.UNKNOWN : a.get(op.transA() ? 0 : 1);
        Extent other = b == null ? Extent.UNKNOWN : b.get(op.transB() ? 1 : 0);
        if (!innerAgree(inner, other, site)) {
            return;
        }
        List<Extent> dims = List.of(rows, columns);
        if (!addendFits(site.has(2) ? site.dims(2) : null, dims, site)) {
            return;
        }
        site.give(0, site.dtype(0) == null ? site.dtype(1) : site.dtype(0), dims);
    }

    private static boolean addendFits(@Nullable List<Extent> addend, List<Extent> dims, Site site) {
        if (addend == null) {
            return true;
        }
        boolean fits = addend.size() <= 2;
        for (int i = 1; fits && i <= addend.size(); i++) {
            Extent extent = addend.get(addend.size() - i);
            fits = extent.is(1) || Broadcast.unify(extent, dims.get(2 - i)) != null;
        }
        if (!fits) {
            site.conflict("its addend " + Fact.display(addend) + " does not broadcast to " + Fact.display(dims));
        }
        return fits;
    }

    private static String text(@Nullable List<Extent> dims) {
        return dims == null ? "unknown" : Fact.display(dims);
    }

    private static boolean innerAgree(Extent inner, Extent other, Site site) {
        if (inner.isNumber() && other.isNumber() && !inner.isSame(other)) {
            site.conflict("its data has " + inner + " columns and its weight expects " + other);
            return false;
        }
        return true;
    }

    private static void matMul(MatMul op, Site site) {
        multiply(1, site.dtype(0) == null ? site.dtype(1) : site.dtype(0), site);
    }

    /// The zero point of the result has its type.
    private static void integers(IntegerMatMul op, Site site) {
        multiply(op.weight(), op.requantises() ? site.dtype(7) : DType.INT32, site);
    }

    private static void multiply(int second, @Nullable DType dtype, Site site) {
        List<Extent> a = site.dims(0);
        List<Extent> b = site.dims(second);
        if (a == null || b == null) {
            site.give(0, dtype, null);
            return;
        }
        if (a.isEmpty() || b.isEmpty()) {
            site.conflict("it multiplies matrices and an operand is a scalar");
            return;
        }
        List<Extent> left = a.size() == 1 ? List.of(Extent.ONE, a.get(0)) : a;
        List<Extent> right = b.size() == 1 ? List.of(b.get(0), Extent.ONE) : b;
        if (!innerAgree(left.getLast(), right.get(right.size() - 2), site)) {
            return;
        }
        List<Extent> outer = Broadcast.of(left.subList(0, left.size() - 2), right.subList(0, right.size() - 2), site);
        if (outer == null) {
            return;
        }
        List<Extent> dims = new ArrayList<>(outer);
        if (a.size() > 1) {
            dims.add(left.get(left.size() - 2));
        }
        if (b.size() > 1) {
            dims.add(right.getLast());
        }
        site.give(0, dtype, dims);
    }
}
