package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.CastLike;
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
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
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
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static dev.secateur.engine.onnx.OpSample.floats;
import static dev.secateur.engine.onnx.OpSample.longs;
import static dev.secateur.engine.onnx.OpSample.of;
import static dev.secateur.engine.onnx.OpSample.zeros;

/// Samples of the operators that came after the first ones: normalisations, indexing, quantisation, recurrent layers.
final class MoreSamples {

    private static final TensorType X = floats(2, 4, 6, 6);

    private MoreSamples() {}

    static List<OpSample> all() {
        List<OpSample> all = new ArrayList<>(elementwise());
        all.addAll(normalisations());
        all.addAll(indices());
        all.addAll(scatters());
        all.addAll(pixels());
        all.addAll(recurrent());
        all.addAll(quantised());
        all.addAll(integers());
        return all;
    }

    private static TensorType typed(DType type, long... dims) {
        return TensorType.of(type, Shape.of(dims));
    }

    private static List<OpSample> elementwise() {
        TensorType ints = typed(DType.INT64, 2, 3);
        TensorType bytes = typed(DType.UINT8, 2, 3);
        List<OpSample> all = new ArrayList<>(List.of(
                of(new Parametric(Parametric.Kind.SELU, 1.5f, 1.1f), X),
                of(new Parametric(Parametric.Kind.SHRINK, 0.4f, 0.1f), X).since(9),
                of(new Parametric(Parametric.Kind.THRESHOLDED_RELU, 0.4f, 0), X).since(10),
                of(new Parametric(Parametric.Kind.CELU, 0.4f, 0), X).since(12), of(new Gelu(false), X).since(20),
                of(new Gelu(true), X).since(20), of(new Modulo(false), ints, ints).since(10),
                of(new Modulo(true), X, X).since(10), of(new BitShift(true), bytes, bytes).since(11),
                of(new BitShift(false), bytes, bytes).since(11),
                of(new Where(), typed(DType.BOOL, 2, 3), floats(2, 3), floats(3)).since(9),
                of(new IsInfinite(true, false), X).since(10), of(new LogSoftmax(1, true), X).until(12),
                of(new LogSoftmax(-1, false), X).since(13), of(new Hardmax(1, true), X).until(12),
                of(new Hardmax(-1, false), X).since(13)));
        for (Variadic.Kind kind : Variadic.Kind.values()) {
            all.add(of(new Variadic(kind), floats(2, 3), floats(3), floats(1)).since(8));
        }
        return all;
    }

    private static List<OpSample> normalisations() {
        return List.of(of(new LayerNormalization(-1, 1e-6f, 1), X, zeros(6), zeros(6)).since(17),
                of(new LayerNormalization(2, 1e-5f, 1), X, zeros(6, 6)).since(17).outputs(3),
                of(new RmsNormalization(-1, 1e-6f, 1), X, zeros(6)).since(23),
                of(new GroupNormalization(2, 1e-5f, true), X, zeros(2), zeros(2)).since(18).until(20),
                of(new GroupNormalization(2, 1e-5f, false), X, zeros(4), zeros(4)).since(21),
                of(new InstanceNormalization(1e-3f), X, zeros(4), zeros(4)),
                of(new LocalResponse(3, 1e-3f, 0.5f, 2), X), of(new LpNormalization(1, 1), X),
                of(new MeanVarianceNormalization(List.of(2L, 3L)), X).since(9));
    }

    private static List<OpSample> indices() {
        TensorType matrix = floats(3, 4);
        return List.of(of(new GatherElements(1), matrix, longs(3, 2)).since(11),
                of(new GatherNd(0), matrix, longs(2, 1)).since(11), of(new GatherNd(1), matrix, longs(3, 1)).since(12),
                of(new Range(), longs(), longs(), longs()).since(11), of(new Tile(), matrix, Tensor.vector(2, 1)),
                of(new TopK(-1, 2L, true, true), matrix).until(9).outputs(2),
                of(new TopK(0, null, true, true), matrix, longs(1)).since(10).outputs(2),
                of(new TopK(0, null, false, false), matrix, longs(1)).since(11).outputs(2),
                of(new ArgReduce(ArgReduce.Kind.MAX, 1, false, false), matrix),
                of(new ArgReduce(ArgReduce.Kind.MIN, 0, true, true), matrix).since(12),
                of(new CumSum(true, true), matrix, Tensor.of(new long[]{1}, new long[0])).since(11),
                of(new Trilu(false), matrix).since(14), of(new Trilu(true), matrix, longs()).since(14),
                of(new OneHot(0), longs(3), longs(), floats(2)).since(9), of(new NonZero(), matrix).since(9),
                of(new Compress(null), matrix, typed(DType.BOOL, 5)).since(9),
                of(new Compress(1), matrix, typed(DType.BOOL, 4)).since(9),
                of(new NonMaxSuppression(true), floats(1, 5, 4), floats(1, 2, 5), longs(1)).since(10),
                of(new Einsum("ij,jk->ik"), matrix, floats(4, 2)).since(12));
    }

    private static List<OpSample> scatters() {
        List<OpSample> all = new ArrayList<>();
        for (String reduction : List.of("none", "add", "mul", "max", "min")) {
            long first = switch (reduction) {
                case "none" -> 11;
                case "add", "mul" -> 16;
                default -> 18;
            };
            all.add(of(new ScatterElements(1, reduction), floats(3, 4), longs(3, 2), floats(3, 2)).since(first));
            all.add(of(new ScatterNd(reduction), floats(3, 4), longs(2, 1), floats(2, 4)).since(first));
        }
        return all;
    }

    private static List<OpSample> pixels() {
        RoiAlign plain = new RoiAlign(false, 2, 3, 2, 0.5f, false);
        RoiAlign moved = new RoiAlign(true, 2, 3, 0, 1, true);
        return List.of(of(new DepthToSpace(2, false), X), of(new DepthToSpace(2, true), X).since(11),
                of(new SpaceToDepth(3), X), of(plain, X, floats(5, 4), longs(5)).since(10),
                of(moved, X, floats(5, 4), longs(5)).since(16),
                of(new GridSample("linear", "border", true), X, floats(2, 3, 3, 2)).since(16),
                of(new GridSample("cubic", "zeros", false), X, floats(2, 3, 3, 2)).since(16));
    }

    private static List<OpSample> recurrent() {
        Map<String, Attribute> both = Map.of("direction", new Attribute.TextValue("bidirectional"));
        TensorType x = floats(5, 2, 3);
        return List.of(
                of(new Recurrent(Recurrent.Kind.LSTM, 4, false, both), x, zeros(2, 16, 3), zeros(2, 16, 4)).outputs(3),
                of(new Recurrent(Recurrent.Kind.GRU, 4, false,
                        Map.of("linear_before_reset", new Attribute.IntValue(1))), x, zeros(1, 12, 3),
                        zeros(1, 12, 4), zeros(1, 24)).outputs(2),
                of(new Recurrent(Recurrent.Kind.RNN, 4, false, Map.of()), x, zeros(1, 4, 3), zeros(1, 4, 4))
                        .outputs(2));
    }

    private static List<OpSample> quantised() {
        Tensor scales = Tensor.of(new float[]{1, 2, 1, 2}, 4);
        Tensor scale = Tensor.scalar(0.5f);
        return List.of(of(new QuantizeLinear(1, 0, true, null), X, scale).since(10),
                of(new QuantizeLinear(-3, 0, true, null), X, scales).since(13),
                of(new QuantizeLinear(1, 0, true, DType.INT8), X, scale).since(21),
                of(new DequantizeLinear(1, 0), typed(DType.INT8, 2, 4), scale).since(10),
                of(new DequantizeLinear(0, 0), typed(DType.INT8, 4, 2), scales).since(13),
                of(new DequantizeLinear(1, 2), typed(DType.INT8, 1, 4), zeros(1, 2)).since(21),
                of(new DynamicQuantizeLinear(), X).since(11).outputs(3),
                of(new CastLike(true), X, typed(DType.INT64, 1)).since(15),
                of(new CastLike(false), X, typed(DType.FLOAT8E4M3FN, 1)).since(19));
    }

    private static List<OpSample> integers() {
        TensorType bytes = typed(DType.UINT8, 1, 4, 6, 6);
        TensorType filters = typed(DType.UINT8, 2, 4, 3, 3);
        TensorType rows = typed(DType.UINT8, 2, 3);
        TensorType columns = typed(DType.UINT8, 3, 4);
        TensorType zero = typed(DType.UINT8);
        Tensor scale = Tensor.scalar(0.5f);
        Window window = Window.square(3, 2, 1);
        IntegerConv requantised = new IntegerConv(IntegerConv.Kind.REQUANTISED, window, 1);
        return List.of(of(requantised, bytes, scale, zero, filters, scale, zero, scale, zero).since(10),
                of(requantised, bytes, scale, zero, filters, scale, zero, scale, zero, typed(DType.INT32, 2)).since(10),
                of(new IntegerConv(IntegerConv.Kind.SUMS, window, 1), bytes, filters, zero).since(10),
                of(new IntegerMatMul(IntegerMatMul.Kind.REQUANTISED), rows, scale, zero, columns, scale, zero, scale,
                        zero).since(10),
                of(new IntegerMatMul(IntegerMatMul.Kind.SUMS), rows, columns).since(10));
    }
}
