package dev.secateur.engine.cost;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.ConstantOfShape;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.Dropout;
import dev.secateur.engine.op.Elu;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.LeakyRelu;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.SizeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;

/// The rules by operator.
final class CostTable {

    private final Map<Class<? extends Op>, CostRule<?>> rules = new HashMap<>();

    private CostTable() {}

    static Map<Class<? extends Op>, CostRule<?>> rules() {
        CostTable table = new CostTable();
        table.put(Conv.class, new CostRule<>(CostTable::conv, (op, i, place) -> i == 1 || i == 2));
        table.put(ConvTranspose.class, new CostRule<>(CostTable::transposed, (op, i, place) -> i == 1 || i == 2));
        table.put(IntegerConv.class, new CostRule<>((op, place) -> convolved(op.weight(), place),
                (op, i, place) -> i == op.weight() || op.requantises() && i == 8));
        table.put(IntegerMatMul.class, new CostRule<>((op, place) -> multiplied(place),
                (op, i, place) -> i == 0 || i == op.weight()));
        table.put(Gemm.class, new CostRule<>(CostTable::gemm, CostTable::anyReal));
        table.put(MatMul.class, new CostRule<>(CostTable::matMul, CostTable::anyReal));
        table.put(BatchNormalization.class, new CostRule<>(CostRule::noMacs, (op, i, place) -> i == 1 || i == 2));
        table.put(Binary.class, new CostRule<>(CostRule::noMacs, CostTable::isBinaryWeight));
        table.put(Concat.class, new CostRule<>(CostRule::noMacs, CostTable::isReal));
        table.put(Gather.class, new CostRule<>(CostRule::noMacs, (op, i, place) -> i == 0 && isReal(op, i, place)));
        table.free(Unary.class).free(Clip.class).free(Elu.class).free(HardSigmoid.class).free(LeakyRelu.class)
                .free(Softmax.class).free(Dropout.class).free(MaxPool.class).free(AveragePool.class)
                .free(GlobalPool.class).free(Reduce.class).free(Pad.class).free(Resize.class).free(Slice.class)
                .free(Split.class).free(Reshape.class).free(Flatten.class).free(Squeeze.class).free(Unsqueeze.class)
                .free(Transpose.class).free(Expand.class).free(Identity.class).free(Cast.class).free(CastLike.class)
                .free(Constant.class)
                .free(ConstantOfShape.class).free(ShapeOf.class).free(SizeOf.class);
        MoreCosts.register(table);
        return Map.copyOf(table.rules);
    }

    <O extends Op> void put(Class<O> op, CostRule<O> rule) {
        rules.put(op, rule);
    }

    <O extends Op> CostTable free(Class<O> op) {
        put(op, new CostRule<>(CostRule::noMacs, CostRule::noWeights));
        return this;
    }

    /// Every element of the result is a sum over the input channels of a group and the taps.
    private static OptionalLong conv(Conv op, Place place) {
        return convolved(1, place);
    }

    private static OptionalLong convolved(int operand, Place place) {
        Shape weight = place.input(operand);
        if (weight == null || !weight.isStatic() || weight.rank() < 3) {
            return OptionalLong.empty();
        }
        return Place.product(Place.elements(place.output()), tail(weight, 1));
    }

    /// Every element of the data goes into the output channels of a group and the taps.
    private static OptionalLong transposed(ConvTranspose op, Place place) {
        Shape weight = place.input(1);
        if (weight == null || !weight.isStatic() || weight.rank() < 3) {
            return OptionalLong.empty();
        }
        return Place.product(Place.elements(place.input(0)), tail(weight, 1));
    }

    private static long[] tail(Shape shape, int from) {
        return java.util.Arrays.copyOfRange(shape.sizes(), from, shape.rank());
    }

    private static OptionalLong gemm(Gemm op, Place place) {
        Shape a = place.input(0);
        if (a == null || a.rank() != 2) {
            return OptionalLong.empty();
        }
        return Place.product(Place.elements(place.output()), a.dim(op.transA() ? 0 : 1).sizeOrMinusOne());
    }

    private static OptionalLong matMul(MatMul op, Place place) {
        return multiplied(place);
    }

    private static OptionalLong multiplied(Place place) {
        Shape a = place.input(0);
        if (a == null || a.rank() == 0) {
            return OptionalLong.empty();
        }
        return Place.product(Place.elements(place.output()), a.dim(a.rank() - 1).sizeOrMinusOne());
    }

    private static boolean anyReal(Op op, int operand, Place place) {
        return place.realWeight(operand).isPresent();
    }

    /// Real constants of more than one element: single numbers are steps of a formula, not weights.
    static boolean isReal(Op op, int operand, Place place) {
        return place.realWeight(operand).filter(t -> t.elements() > 1).isPresent();
    }

    /// A bias that is added, a scale that is multiplied, a slope; exponents and comparisons are none.
    private static boolean isBinaryWeight(Binary op, int operand, Place place) {
        return switch (op.kind()) {
            case ADD, SUB, MUL, DIV -> isReal(op, operand, place);
            case PRELU -> operand == 1 && anyReal(op, operand, place);
            default -> false;
        };
    }

    /// For an operator that is not understood, every real constant of more than one element is taken for a weight.
    static boolean isWeightOfUnknown(int operand, Place place) {
        return place.weight(operand).filter(t -> (t.dtype().isFloating() || t.dtype() == DType.INT8)
                && t.elements() > 1).isPresent();
    }
}
