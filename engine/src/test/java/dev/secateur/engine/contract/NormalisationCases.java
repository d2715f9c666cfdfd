package dev.secateur.engine.contract;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.RmsNormalization;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static dev.secateur.engine.contract.OpCase.constant;
import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.weight;

/// Normalisations, activations with numbers of their own, element-wise functions of many tensors, and quantisation.
final class NormalisationCases {

    private static final OpCase.Operand SCALE = constant(Tensor.scalar(0.5f));

    private NormalisationCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        normalisations(cases);
        activations(cases);
        many(cases);
        quantised(cases);
        return cases;
    }

    private static void normalisations(List<OpCase> cases) {
        LayerNormalization layer = new LayerNormalization(-1, 1e-5f, 1);
        cases.add(OpCase.of("of the last axis", layer, data(2, 3, 4), weight(4), weight(4)));
        cases.add(OpCase.of("without shift", layer, data(2, 3, 4), weight(4)));
        cases.add(OpCase.of("of two axes with statistics", new LayerNormalization(1, 1e-5f, 1), data(2, 3, 4),
                weight(3, 4), weight(3, 4)).outputs(3));
        cases.add(OpCase.of("of a negative axis with statistics", new LayerNormalization(-2, 1e-5f, 1),
                data(5, 2, 3, 4), weight(3, 4)).outputs(3));
        cases.add(
                OpCase.of("of the last axis", new RmsNormalization(-1, 1e-5f, 1), data(2, 3, 4), weight(4)).opset(23));
        cases.add(OpCase.of("of two axes", new RmsNormalization(-2, 1e-5f, 1), data(2, 3, 4), weight(3, 4)).opset(23));
        cases.add(OpCase.of("with one scale", new RmsNormalization(1, 1e-5f, 1), data(2, 3, 4), weight(1)).opset(23));
        cases.add(OpCase.of("scaled by group", new GroupNormalization(2, 1e-5f, true), data(2, 4, 3, 3), weight(2),
                weight(2)).opset(18));
        cases.add(OpCase.of("of groups", new GroupNormalization(2, 1e-5f, false), data(2, 4, 3, 3), weight(4),
                weight(4)).opset(21));
        cases.add(OpCase.of("of images", new InstanceNormalization(1e-5f), data(2, 3, 4, 5), weight(3), weight(3)));
        cases.add(OpCase.of("of sequences", new InstanceNormalization(1e-5f), data(2, 3, 4), weight(3), weight(3)));
        cases.add(OpCase.of("of images", new LocalResponse(3, 1e-4f, 0.75f, 1), data(2, 5, 4, 4)));
        cases.add(OpCase.of("by sums", new LpNormalization(1, 1), data(2, 3, 4)));
        cases.add(OpCase.of("by lengths", new LpNormalization(-1, 2), data(2, 3, 4)));
        cases.add(OpCase.of("of channels", new MeanVarianceNormalization(List.of(0L, 2L, 3L)), data(2, 3, 4, 5)));
    }

    private static void activations(List<OpCase> cases) {
        for (Parametric.Kind kind : Parametric.Kind.values()) {
            cases.add(OpCase.of("of a tensor", new Parametric(kind, 0.7f, 0), data(2, 3)));
            cases.add(OpCase.of("of an empty tensor", new Parametric(kind, 0.7f, 0), data(0, 3)));
        }
        cases.add(OpCase.of("exact", new Gelu(false), data(2, 3)).opset(20));
        cases.add(OpCase.of("approximate", new Gelu(true), data(2, 3)).opset(20));
        cases.add(OpCase.of("along the last axis", new LogSoftmax(-1, false), data(2, 3, 4)));
        cases.add(OpCase.of("over all axes from 1", new LogSoftmax(1, true), data(2, 3, 4)).opset(11));
        cases.add(OpCase.of("along the first axis", new Hardmax(0, false), data(2, 3, 4)));
        cases.add(OpCase.of("over all axes from 1", new Hardmax(1, true), data(2, 3, 4)).opset(11));
        cases.add(OpCase.of("of both signs", new IsInfinite(true, true), data(2, 3)));
    }

    private static void many(List<OpCase> cases) {
        for (Variadic.Kind kind : Variadic.Kind.values()) {
            Variadic op = new Variadic(kind);
            cases.add(OpCase.of("of one", op, data(2, 3)));
            cases.add(OpCase.of("of three", op, data(2, 3), weight(3), weight(1, 1)));
            cases.add(OpCase.of("broadcasting both ways", op, data(2, 1), data(1, 3), weight(1)).mayStayOpen());
            cases.add(OpCase.of("with an empty axis", op, data(0, 3), weight(3)));
        }
        cases.add(OpCase.of("of integers", new Modulo(false), data(DType.INT64, 2, 3),
                constant(Tensor.vector(2, 3, 4))));
        cases.add(OpCase.of("of reals", new Modulo(true), data(2, 3), weight(1)));
        cases.add(OpCase.of("to the left", new BitShift(true), data(DType.UINT8, 2, 3),
                constant(Samples.zeros(DType.UINT8))));
        Where where = new Where();
        cases.add(OpCase.of("of equal extents", where, constant(Samples.zeros(DType.BOOL, 2, 3)), data(2, 3),
                weight(2, 3)));
        cases.add(OpCase.of("broadcasting all three", where, constant(Samples.zeros(DType.BOOL, 4, 1, 1)), data(3, 1),
                weight(1, 2)).mayStayOpen());
        cases.add(OpCase.of("with a scalar", where, data(DType.BOOL, 2, 3), weight(), weight()));
        cases.add(OpCase.of("with an empty axis", where, data(DType.BOOL, 0, 3), weight(1), weight()));
    }

    private static void quantised(List<OpCase> cases) {
        QuantizeLinear plain = new QuantizeLinear(1, 0, true, null);
        cases.add(OpCase.of("to uint8", plain, data(2, 3), SCALE));
        cases.add(OpCase.of("to int8", plain, data(2, 3), SCALE, constant(Samples.zeros(DType.INT8))));
        cases.add(OpCase.of("a channel", new QuantizeLinear(-2, 0, true, null), data(2, 3, 4), weight(3),
                constant(Samples.zeros(DType.INT8, 3))));
        cases.add(OpCase.of("to a stated type", new QuantizeLinear(1, 0, true, DType.INT8), data(2, 3), SCALE)
                .opset(21));
        cases.add(OpCase.of("of uint8", new DequantizeLinear(1, 0), data(DType.UINT8, 2, 3), SCALE));
        cases.add(OpCase.of("of int8 a channel", new DequantizeLinear(0, 0), data(DType.INT8, 2, 3), weight(2),
                constant(Samples.zeros(DType.INT8, 2))));
        cases.add(OpCase.of("with its numbers", new DynamicQuantizeLinear(), data(2, 3)).outputs(3));
        cases.add(OpCase.of("of a constant", new CastLike(true), data(2, 3),
                constant(Samples.zeros(DType.INT64, 1))));
        cases.add(OpCase.of("of data", new CastLike(true), data(DType.INT64, 2, 0), data(5)));
        integers(cases);
    }

    private static void integers(List<OpCase> cases) {
        OpCase.Operand zero = constant(Samples.zeros(DType.UINT8));
        OpCase.Operand filters = constant(Samples.zeros(DType.UINT8, 4, 2, 3, 3));
        OpCase.Operand picture = data(DType.UINT8, 2, 4, 7, 6);
        IntegerConv.Kind requantised = IntegerConv.Kind.REQUANTISED;
        IntegerConv grouped = new IntegerConv(requantised, Window.square(3, 2, 1), 2);
        cases.add(OpCase.of("grouped, with steps", grouped, picture, SCALE, zero, filters, SCALE, zero, SCALE, zero));
        cases.add(OpCase.of("with bias", grouped, picture, SCALE, zero, filters, SCALE, zero, SCALE, zero,
                constant(Samples.zeros(DType.INT32, 4))));
        cases.add(OpCase.of("of signed filters, a scale each", grouped, picture, SCALE, zero,
                constant(Samples.zeros(DType.INT8, 4, 2, 3, 3)), weight(4), constant(Samples.zeros(DType.INT8, 4)),
                SCALE, zero));
        IntegerConv sums = new IntegerConv(IntegerConv.Kind.SUMS, Window.square(3, 1, 1), 2);
        cases.add(OpCase.of("of bytes", sums, picture, filters));
        cases.add(OpCase.of("with a zero point", sums, picture, filters, zero));
        IntegerMatMul product = new IntegerMatMul(IntegerMatMul.Kind.REQUANTISED);
        OpCase.Operand columns = constant(Samples.zeros(DType.UINT8, 3, 4));
        cases.add(OpCase.of("matrices", product, data(DType.UINT8, 2, 3), SCALE, zero, columns, SCALE, zero, SCALE,
                zero));
        cases.add(OpCase.of("stack and matrix", product, data(DType.UINT8, 5, 2, 3), SCALE, zero, columns, SCALE, zero,
                SCALE, zero));
        IntegerMatMul plain = new IntegerMatMul(IntegerMatMul.Kind.SUMS);
        cases.add(OpCase.of("matrices", plain, data(DType.UINT8, 2, 3), columns));
        cases.add(OpCase.of("stack and matrix with zero points", plain, data(DType.UINT8, 5, 2, 3), columns, zero,
                zero));
    }
}
