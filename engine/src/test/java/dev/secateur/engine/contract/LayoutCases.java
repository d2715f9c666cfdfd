package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static dev.secateur.engine.contract.OpCase.constant;
import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.liveLongs;
import static dev.secateur.engine.contract.OpCase.longs;
import static dev.secateur.engine.contract.OpCase.weight;

/// Operators that give elements other axes, and those that make tensors from extents.
final class LayoutCases {

    private LayoutCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        reshapes(cases);
        axes(cases);
        sources(cases);
        return cases;
    }

    private static void reshapes(List<OpCase> cases) {
        Reshape op = new Reshape(null, false);
        cases.add(OpCase.of("to extents", op, data(2, 3, 4), longs(4, 6)));
        cases.add(OpCase.of("with -1", op, data(2, 3, 4), longs(2, -1)));
        cases.add(OpCase.of("with 0", op, data(2, 3, 4), longs(0, 12)));
        cases.add(OpCase.of("with 0 and -1", op, data(2, 3, 4), longs(0, 0, -1)));
        cases.add(OpCase.of("with -1 first", op, data(2, 3, 4), longs(-1, 4)));
        cases.add(OpCase.of("to a vector", op, data(2, 3, 4), longs(-1)));
        cases.add(OpCase.of("to a scalar", op, data(1, 1), longs()));
        cases.add(OpCase.of("of a scalar", op, data(), longs(1, 1)));
        cases.add(OpCase.of("of an empty tensor", op, data(0, 3), longs(0, 1, 3)));
        cases.add(OpCase.of("of an empty tensor, -1 beside", op, data(0, 3), longs(-1, 3)));
        cases.add(OpCase.of("with 0 for an empty axis", new Reshape(null, true), data(0, 3), longs(3, 0)));
        cases.add(OpCase.of("told at run time", op, data(2, 3, 4), liveLongs(4, 6)).mayStayOpen());
        cases.add(OpCase.of("with extents as an attribute", new Reshape(List.of(0L, -1L), false), data(2, 3, 4))
                .opset(4));
        for (int axis = -3; axis <= 3; axis++) {
            cases.add(OpCase.of("at axis " + axis, new Flatten(axis), data(2, 3, 4)));
        }
        cases.add(OpCase.of("of an empty tensor", new Flatten(1), data(0, 3, 4)));
        cases.add(OpCase.of("of a vector", new Flatten(0), data(5)));
        Expand expand = new Expand();
        cases.add(OpCase.of("to more axes", expand, data(3, 1), longs(2, 1, 6)));
        cases.add(OpCase.of("keeping larger extents", expand, data(3, 4), longs(1, 1)));
        cases.add(OpCase.of("to fewer axes", expand, data(2, 3, 4), longs(4)).mayStayOpen());
        cases.add(OpCase.of("to an empty axis", expand, weight(1, 4), longs(0, 4)));
        cases.add(OpCase.of("told at run time", expand, data(3, 1), liveLongs(3, 4)).mayStayOpen());
    }

    private static void axes(List<OpCase> cases) {
        cases.add(OpCase.of("of all ones", new Squeeze(null), data(1, 3, 1, 4)).mayStayOpen());
        cases.add(OpCase.of("of named axes", new Squeeze(null), data(1, 3, 1, 4), longs(0, -2)));
        cases.add(OpCase.of("of axes as an attribute", new Squeeze(List.of(2L)), data(1, 3, 1, 4)).opset(11));
        cases.add(OpCase.of("of all ones of an old opset", new Squeeze(null), data(1, 3, 1, 4)).opset(11)
                .mayStayOpen());
        cases.add(OpCase.of("at both ends", new Unsqueeze(null), data(3, 4), longs(0, -1)));
        cases.add(OpCase.of("of a scalar", new Unsqueeze(null), data(), longs(0)));
        cases.add(OpCase.of("unsorted", new Unsqueeze(null), data(3, 4), longs(3, 1)));
        cases.add(OpCase.of("told at run time", new Unsqueeze(null), data(3, 4), liveLongs(1)).mayStayOpen());
        cases.add(OpCase.of("as an attribute", new Unsqueeze(List.of(0L, 3L)), data(3, 4)).opset(11));
        cases.add(OpCase.of("to another order", new Transpose(List.of(0, 2, 3, 1)), data(2, 3, 4, 5)));
        cases.add(OpCase.of("reversed", new Transpose(List.of()), data(2, 3, 4)));
        cases.add(OpCase.of("of a scalar", new Transpose(List.of()), data()));
        cases.add(OpCase.of("of a tensor", new Identity(), data(2, 3)));
        for (DType type : List.of(DType.INT64, DType.BOOL, DType.DOUBLE, DType.FLOAT16)) {
            cases.add(OpCase.of("to " + type, new Cast(type, true), data(2, 3)));
        }
    }

    private static void sources(List<OpCase> cases) {
        cases.add(OpCase.of("of floats", new Constant(Tensor.of(new float[6], 2, 3))));
        cases.add(OpCase.of("scalar", new Constant(Tensor.scalar(1))));
        cases.add(OpCase.of("of int64", new Constant(Tensor.vector(1, 2))));
        Tensor zero = Tensor.of(new float[1], 1);
        Tensor one = Tensor.of(new long[]{1}, 1);
        cases.add(OpCase.of("floats", new ConstantOfShape(zero), longs(2, 3)));
        cases.add(OpCase.of("int64", new ConstantOfShape(one), longs(4)));
        cases.add(OpCase.of("scalar", new ConstantOfShape(one), longs()));
        cases.add(OpCase.of("empty", new ConstantOfShape(one), longs(2, 0)));
        cases.add(OpCase.of("told at run time", new ConstantOfShape(zero), liveLongs(2, 3)).mayStayOpen());
        cases.add(OpCase.of("all", new ShapeOf(0, null), data(2, 3, 4)));
        cases.add(OpCase.of("of a scalar", new ShapeOf(0, null), data()));
        cases.add(OpCase.of("from 1", new ShapeOf(1, null), data(2, 3, 4)));
        cases.add(OpCase.of("from -2 to -1", new ShapeOf(-2, -1), data(2, 3, 4)));
        cases.add(OpCase.of("beyond both ends", new ShapeOf(-9, 9), data(2, 3, 4)));
        cases.add(OpCase.of("nothing", new ShapeOf(2, 1), data(2, 3, 4)));
        cases.add(OpCase.of("of a tensor", new SizeOf(), data(2, 3, 4)));
        cases.add(OpCase.of("of a constant", new Identity(), constant(one)));
    }
}
