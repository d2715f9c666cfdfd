package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
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
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Records, each with operands that fit and the operator sets in which ONNX's specification has this very form.
///
/// @param first first operator set of the form
/// @param last last operator set of the form
/// @param operands inputs of the graph (a type) and constants (a tensor)
/// @param outputs number of results
record OpSample(Op op, long first, long last, List<Object> operands, int outputs) {

    static final long OLDEST = 7;
    static final long NEWEST = OpCodec.NEWEST;
    private static final Window SQUARE = Window.square(3, 1, 1);
    private static final Window SAME = new Window(List.of(2, 3), List.of(2, 1), List.of(), List.of(),
            Window.AutoPad.SAME_LOWER);
    private static final Window PLAIN = new Window(List.of(2, 2), List.of(2, 2), List.of(0, 1, 1, 0), List.of(),
            Window.AutoPad.NOTSET);
    private static final Window DILATED = new Window(List.of(2, 2), List.of(1, 1), List.of(0, 0, 0, 0), List.of(2, 1),
            Window.AutoPad.NOTSET);

    @Override
    public String toString() {
        return op + " in " + first + " to " + last;
    }

    static OpSample of(Op op, Object... operands) {
        return new OpSample(op, OLDEST, NEWEST, List.of(operands), 1);
    }

    OpSample since(long version) {
        return new OpSample(op, version, last, operands, outputs);
    }

    OpSample until(long version) {
        return new OpSample(op, first, version, operands, outputs);
    }

    OpSample outputs(int count) {
        return new OpSample(op, first, last, operands, count);
    }

    static TensorType floats(long... dims) {
        return TensorType.of(DType.FLOAT, Shape.of(dims));
    }

    static TensorType longs(long... dims) {
        return TensorType.of(DType.INT64, Shape.of(dims));
    }

    static Tensor zeros(long... dims) {
        return Tensor.of(new float[(int) Shape.of(dims).elements().orElseThrow()], dims);
    }

    static List<OpSample> all() {
        List<OpSample> all = new ArrayList<>(windows());
        all.addAll(arithmetic());
        all.addAll(axes());
        all.addAll(shapes());
        all.addAll(MoreSamples.all());
        return all;
    }

    private static List<OpSample> windows() {
        TensorType x = floats(1, 4, 6, 6);
        return List.of(of(new Conv(SQUARE, 1), x, zeros(2, 4, 3, 3)),
                of(new Conv(SAME, 2), x, zeros(2, 2, 2, 3), zeros(2)),
                of(new Conv(DILATED, 4), x, zeros(4, 1, 2, 2)),
                of(new Conv(new Window(List.of(), List.of(), List.of(), List.of(), Window.AutoPad.VALID), 1), x,
                        zeros(2, 4, 3, 3)),
                of(new ConvTranspose(PLAIN, 2, List.of(1, 0), List.of()), x, zeros(4, 3, 2, 2), zeros(6)),
                of(new ConvTranspose(new Window(List.of(2, 2), List.of(2, 2), List.of(), List.of(),
                        Window.AutoPad.NOTSET), 1, List.of(), List.of(12, 13)), x, zeros(4, 3, 2, 2)),
                of(new MaxPool(PLAIN, false, 0), x), of(new MaxPool(SAME, false, 0), x),
                of(new MaxPool(DILATED, true, 0), x).since(10),
                of(new MaxPool(PLAIN, false, 1), x).since(8).outputs(2), of(new AveragePool(PLAIN, false, true), x),
                of(new AveragePool(PLAIN, true, false), x).since(10),
                of(new AveragePool(DILATED, false, false), x).since(19),
                of(new GlobalPool(GlobalPool.Kind.AVERAGE), x), of(new GlobalPool(GlobalPool.Kind.MAX), x));
    }

    private static List<OpSample> arithmetic() {
        TensorType x = floats(2, 3, 4, 5);
        List<OpSample> all = new ArrayList<>();
        for (Unary.Kind kind : Unary.Kind.values()) {
            TensorType operand = switch (kind) {
                case NOT -> TensorType.of(DType.BOOL, Shape.of(2));
                case BITWISE_NOT -> TensorType.of(DType.INT32, Shape.of(2));
                default -> x;
            };
            long first = switch (kind) {
                case MISH, BITWISE_NOT -> 18;
                case HARD_SWISH -> 14;
                case ROUND -> 11;
                case ERF, SIGN, SINH, COSH, ASINH, ACOSH, ATANH, IS_NAN -> 9;
                default -> OLDEST;
            };
            all.add(of(new Unary(kind), operand).since(first));
        }
        for (Binary.Kind kind : Binary.Kind.values()) {
            TensorType operand = switch (kind) {
                case AND, OR, XOR -> TensorType.of(DType.BOOL, Shape.of(2, 3));
                case EQUAL, BITWISE_AND, BITWISE_OR, BITWISE_XOR -> TensorType.of(DType.INT32, Shape.of(2, 3));
                default -> floats(2, 3);
            };
            long first = switch (kind) {
                case BITWISE_AND, BITWISE_OR, BITWISE_XOR -> 18;
                case LESS_OR_EQUAL, GREATER_OR_EQUAL -> 12;
                default -> OLDEST;
            };
            all.add(of(new Binary(kind), operand, operand).since(first));
        }
        all.add(of(new MatMul(), floats(2, 3), floats(3, 4)));
        all.add(of(new Gemm(0.5f, 2, true, false), floats(3, 2), floats(3, 4), floats(4)));
        all.add(of(new Gemm(1, 1, false, true), floats(2, 3), floats(4, 3)).since(11));
        all.add(of(new BatchNormalization(1e-3f, 0.99f, false), x, zeros(3), zeros(3), zeros(3), zeros(3)));
        all.add(of(new BatchNormalization(1e-3f, 0.9f, true), x, zeros(3), zeros(3), zeros(3), zeros(3)).since(14)
                .outputs(3));
        all.add(of(new Dropout(0.25f), x).until(11).outputs(2));
        all.add(of(new Dropout(null), x, Tensor.scalar(0.25f)).since(12));
        all.add(of(new Clip(0f, 6f), x).until(10));
        all.add(of(new Clip(null, 6f), x).until(10));
        all.add(of(new Clip(null, null), x));
        all.add(of(new Clip(null, null), x, Tensor.scalar(0), Tensor.scalar(6)).since(11));
        all.add(of(new Elu(0.7f), x));
        all.add(of(new LeakyRelu(0.2f), x));
        all.add(of(new HardSigmoid(0.25f, 0.4f), x));
        return all;
    }

    private static List<OpSample> axes() {
        TensorType x = floats(2, 3, 4, 5);
        List<OpSample> all = new ArrayList<>(List.of(of(new Concat(-1), floats(2, 3), floats(2, 1)),
                of(new Concat(1), floats(2, 3), floats(2, 1)), of(new Flatten(2), x),
                of(new Gather(1), x, longs(2)), of(new Softmax(1, true), x).until(12),
                of(new Softmax(-1, false), x).since(13), of(new Transpose(List.of(0, 2, 3, 1)), x),
                of(new Transpose(List.of()), x), of(new Squeeze(List.of(0L)), floats(1, 3)).until(12),
                of(new Squeeze(null), floats(1, 3)), of(new Squeeze(null), floats(1, 3), Tensor.vector(0)).since(13),
                of(new Unsqueeze(List.of(0L, 2L)), floats(3)).until(12),
                of(new Unsqueeze(null), floats(3), Tensor.vector(0, 2)).since(13),
                of(new Split(1, List.of(1L, 2L), null), x).until(12).outputs(2),
                of(new Split(0, null, null), x).until(17).outputs(2),
                of(new Split(1, null, null), x, Tensor.vector(1, 2)).since(13).outputs(2),
                of(new Split(0, null, 2), x).since(18).outputs(2)));
        for (Reduce.Kind kind : Reduce.Kind.values()) {
            long moved = kind == Reduce.Kind.SUM ? 13 : 18;
            all.add(of(new Reduce(kind, List.of(1L, 3L), false, false), x).until(moved - 1));
            all.add(of(new Reduce(kind, null, true, false), x));
            all.add(of(new Reduce(kind, null, true, true), x, Tensor.vector(1)).since(moved));
        }
        return all;
    }

    private static List<OpSample> shapes() {
        TensorType x = floats(1, 3, 4, 5);
        Map<String, Attribute> nearest = Map.of("mode", new Attribute.TextValue("nearest"));
        Map<String, Attribute> linear = Map.of("mode", new Attribute.TextValue("linear"),
                "coordinate_transformation_mode", new Attribute.TextValue("align_corners"));
        Map<String, Attribute> onAxes = Map.of("mode", new Attribute.TextValue("nearest"), "axes",
                new Attribute.IntList(List.of(0L, 1L, 2L, 3L)));
        Map<String, Attribute> scaled = Map.of("mode", new Attribute.TextValue("nearest"), "scales",
                new Attribute.FloatList(List.of(1f, 1f, 2f, 2f)));
        Map<String, Attribute> spatial = Map.of("axes", new Attribute.IntList(List.of(2L, 3L)),
                "keep_aspect_ratio_policy", new Attribute.TextValue("not_larger"), "antialias",
                new Attribute.IntValue(1), "mode", new Attribute.TextValue("linear"));
        Tensor scales = Tensor.of(new float[]{1, 1, 2, 2}, 4);
        return List.of(of(new Identity(), x), of(new SizeOf(), x), of(new ShapeOf(0, null), x),
                of(new ShapeOf(-2, 3), x).since(15), of(new Constant(zeros(2, 3))),
                of(new ConstantOfShape(Tensor.vector(7)), longs(2)).since(9),
                of(new Expand(), x, Tensor.vector(2, 3, 4, 5)).since(8), of(new Cast(DType.INT64, true), x),
                of(new Cast(DType.FLOAT8E4M3FN, false), x).since(19),
                of(new Reshape(null, false), x, Tensor.vector(0, -1)),
                of(new Reshape(null, true), x, Tensor.vector(1, 60)).since(14),
                of(new Slice(List.of(0L, 1L), List.of(2L, 9L), List.of(1L, 2L)), x).until(9),
                of(new Slice(List.of(0L), List.of(1L), null), x).until(9),
                of(new Slice(null, null, null), x, Tensor.vector(0), Tensor.vector(2), Tensor.vector(2),
                        Tensor.vector(1)).since(10),
                of(new Pad("reflect", List.of(0L, 0L, 1L, 1L, 0L, 0L, 1L, 2L), 0f), x).until(10),
                of(new Pad("constant", List.of(0L, 0L, 1L, 1L, 0L, 0L, 1L, 2L), 3f), x).until(10),
                of(new Pad("edge", null, null), x, Tensor.vector(0, 0, 1, 1, 0, 0, 1, 2)).since(11),
                of(new Pad("wrap", null, null), x, Tensor.vector(0, 0, 1, 1, 0, 0, 1, 2)).since(19),
                of(new Resize(scaled, true), x).until(8), of(new Resize(nearest, true), x, scales).since(9).until(9),
                of(new Resize(nearest, false), x, scales).since(10).until(10),
                of(new Resize(linear, false), x, zeros(0), scales).since(11),
                of(new Resize(onAxes, false), x, zeros(0), scales).since(18),
                of(new Resize(spatial, false), x, zeros(0), zeros(0), Tensor.vector(8, 8)).since(18));
    }

    /// A model of this one node.
    Graph graph(long opset) {
        GraphEditor editor = Graph.empty(new Header("sample", 8, Map.of("", opset), null)).edit();
        List<Value> inputs = new ArrayList<>();
        for (Object operand : operands) {
            inputs.add(operand instanceof Tensor tensor
                    ? editor.addConstant("c", tensor)
                    : editor.addInput("x", (TensorType) operand));
        }
        List<Value> results = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            results.add(editor.addValue("y"));
        }
        editor.addNode("node", new Node(-1, op, inputs, results, List.of(), null));
        editor.setOutputs(results);
        return editor.build();
    }
}
