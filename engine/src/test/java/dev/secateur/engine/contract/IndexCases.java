package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Trilu;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static dev.secateur.engine.contract.OpCase.constant;
import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.liveLongs;
import static dev.secateur.engine.contract.OpCase.longs;
import static dev.secateur.engine.contract.OpCase.weight;

/// Operators that pick by index or find indices, count, repeat, and sum over named axes.
final class IndexCases {

    private IndexCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        picking(cases);
        scattering(cases);
        finding(cases);
        counting(cases);
        products(cases);
        return cases;
    }

    private static OpCase.Operand number(long value) {
        return constant(Tensor.of(new long[]{value}, new long[0]));
    }

    private static OpCase.Operand indices(long... dims) {
        return constant(Samples.zeros(DType.INT64, dims));
    }

    private static void picking(List<OpCase> cases) {
        cases.add(OpCase.of("along an axis", new GatherElements(1), data(3, 4), indices(3, 2)));
        cases.add(OpCase.of("along a negative axis", new GatherElements(-2), data(3, 4), indices(5, 4)));
        cases.add(OpCase.of("of no indices", new GatherElements(0), data(3, 4), indices(0, 4)));
        cases.add(OpCase.of("of elements", new GatherNd(0), data(3, 4), indices(5, 2)));
        cases.add(OpCase.of("of slices", new GatherNd(0), data(3, 4, 2), indices(2, 6, 1)));
        cases.add(OpCase.of("within a batch", new GatherNd(1), data(3, 4, 2), indices(3, 1)));
        cases.add(OpCase.of("of no tuples", new GatherNd(0), data(3, 4), indices(0, 2)));
        cases.add(OpCase.of("of all", new Compress(null), data(2, 3),
                constant(Samples.zeros(DType.BOOL, 6))).mayStayOpen());
        cases.add(OpCase.of("along an axis", new Compress(-1), data(2, 3),
                constant(Samples.zeros(DType.BOOL, 3))).mayStayOpen());
        cases.add(OpCase.of("of a matrix", new Trilu(true), data(3, 4)));
        cases.add(OpCase.of("of a stack below a diagonal", new Trilu(false), data(2, 3, 4), number(-1)));
    }

    private static void scattering(List<OpCase> cases) {
        for (String reduction : List.of("none", "add", "mul", "max", "min")) {
            long opset = 18;
            cases.add(OpCase.of(reduction + " along an axis", new ScatterElements(-1, reduction), data(3, 4),
                    indices(3, 1), weight(3, 1)).opset(opset));
            cases.add(OpCase.of(reduction + " of slices", new ScatterNd(reduction), data(3, 4), indices(1, 1),
                    weight(1, 4)).opset(opset));
        }
        cases.add(OpCase.of("of an older opset", new ScatterElements(0, "none"), data(3, 4), indices(1, 2),
                weight(1, 2)).opset(11));
        cases.add(OpCase.of("of an older opset", new ScatterNd("none"), data(3, 4), indices(1, 2), weight(1))
                .opset(11));
    }

    private static void finding(List<OpCase> cases) {
        for (ArgReduce.Kind kind : ArgReduce.Kind.values()) {
            cases.add(OpCase.of("along the first axis", new ArgReduce(kind, 0, true, false), data(2, 3, 4)));
            cases.add(OpCase.of("along a negative axis", new ArgReduce(kind, -1, false, true), data(2, 3, 4)));
            cases.add(OpCase.of("of an older opset", new ArgReduce(kind, 1, false, false), data(2, 3)).opset(11));
        }
        cases.add(OpCase.of("of an attribute", new TopK(-1, 2L, true, true), data(2, 3)).opset(9).outputs(2));
        cases.add(OpCase.of("of a constant", new TopK(1, null, true, true), data(2, 5, 3), longs(2)).outputs(2));
        cases.add(OpCase.of("of the smallest", new TopK(0, null, false, false), data(5, 3), longs(0)).outputs(2));
        cases.add(OpCase.of("told at run time", new TopK(0, null, true, true), data(5, 3), liveLongs(3)).outputs(2)
                .mayStayOpen());
        cases.add(OpCase.of("of a matrix", new NonZero(), data(2, 3)).mayStayOpen());
        cases.add(OpCase.of("of constants", new NonZero(), constant(Tensor.of(new long[]{1, 0, 2, 3}, 2, 2))));
        cases.add(OpCase.of("at the end", new OneHot(-1), indices(2, 3), number(5), weight(2)));
        cases.add(OpCase.of("at the front", new OneHot(0), indices(2, 3), longs(5), weight(2)));
        cases.add(OpCase.of("told at run time", new OneHot(1), indices(2, 3), liveLongs(5), weight(2)).mayStayOpen());
        cases.add(OpCase.of("of boxes", new NonMaxSuppression(false), data(1, 6, 4), data(1, 2, 6), longs(3),
                constant(Tensor.of(new float[]{0.5f}, 1)))
                .mayStayOpen());
    }

    private static void counting(List<OpCase> cases) {
        Range range = new Range();
        cases.add(OpCase.of("forwards", range, number(0), number(10), number(3)));
        cases.add(OpCase.of("backwards", range, number(10), number(0), number(-4)));
        cases.add(OpCase.of("of nothing", range, number(3), number(3), number(1)));
        cases.add(OpCase.of("of reals", range, constant(Tensor.scalar(0)), constant(Tensor.scalar(1)),
                constant(Tensor.scalar(0.3f))));
        cases.add(OpCase.of("told at run time", range, number(0), data(DType.INT64), number(1)).mayStayOpen());
        cases.add(OpCase.of("of two axes", new Tile(), data(2, 3), longs(2, 3)));
        cases.add(OpCase.of("to nothing", new Tile(), data(2, 3), longs(0, 1)));
        cases.add(OpCase.of("of an empty tensor", new Tile(), data(0, 3), longs(2, 2)));
        cases.add(OpCase.of("told at run time", new Tile(), data(2, 3), liveLongs(1, 2)).mayStayOpen());
        cases.add(OpCase.of("along an axis", new CumSum(false, false), data(2, 3), number(1)));
        cases.add(OpCase.of("from the end", new CumSum(true, true), data(2, 3), number(-2)));
    }

    private static void products(List<OpCase> cases) {
        cases.add(OpCase.of("matrices", new Einsum("ij,jk->ik"), data(2, 3), weight(3, 4)));
        cases.add(OpCase.of("matrices without an arrow", new Einsum("ij,jk"), data(2, 3), weight(3, 4)));
        cases.add(OpCase.of("attention", new Einsum("b h q d, b h k d -> b h q k"), data(2, 3, 4, 5),
                weight(2, 3, 6, 5)));
        cases.add(OpCase.of("with an ellipsis", new Einsum("...ij,...jk->...ik"), data(6, 2, 3), weight(1, 3, 4))
                .mayStayOpen());
        cases.add(OpCase.of("transposed", new Einsum("ij->ji"), data(2, 3)));
        cases.add(OpCase.of("sum", new Einsum("ij->"), data(2, 3)));
        cases.add(OpCase.of("diagonal", new Einsum("ii->i"), weight(3, 3)));
        cases.add(OpCase.of("outer", new Einsum("i,j->ij"), data(2), weight(3)));
        cases.add(OpCase.of("of three", new Einsum("ij,jk,kl->il"), data(2, 3), weight(3, 4), weight(4, 5)));
    }
}
