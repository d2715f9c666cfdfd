package dev.secateur.engine.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Puts a network together node by node and keeps count of channels. Names tell the scope: `/layer1/0/Conv`.
public final class NetBuilder {

    private static final long IR_VERSION = 8;

    private final GraphEditor editor;
    private final Map<Value, Integer> channels = new HashMap<>();
    private final Random random;
    private final long opset;
    private String scope = "";

    /// @param opset 13 to 21; from 17 on layer normalisation, from 20 on GELU are one node
    public NetBuilder(String name, long opset, long seed) {
        this.editor = Graph.empty(new Header(name, IR_VERSION, Map.of("", opset), null)).edit();
        this.random = new Random(seed);
        this.opset = opset;
    }

    /// The operator set of the network.
    public long opset() {
        return opset;
    }

    /// An input `[batch, channels, side, side]` with an open batch.
    ///
    /// @param side 0 for extents `height` and `width`
    public Value picture(int count, int side) {
        List<Dim> dims = List.of(Dim.of("batch"), Dim.of(count), side == 0 ? Dim.of("height") : Dim.of(side),
                side == 0 ? Dim.of("width") : Dim.of(side));
        return counted(editor.addInput("input", TensorType.of(DType.FLOAT, new Shape(dims))), count);
    }

    /// Another input.
    public Value input(String name, TensorType type) {
        return editor.addInput(name, type);
    }

    private Value counted(Value value, int count) {
        channels.put(value, count);
        return value;
    }

    /// Channels of a value, or its features where they stand last.
    public int channels(Value value) {
        Integer count = channels.get(value);
        if (count == null) {
            throw new IllegalArgumentException("channels are not known of " + editor.name(value));
        }
        return count;
    }

    /// A part of the network under a name of its own.
    public Value within(String part, Value x, UnaryOperator<Value> body) {
        String before = scope;
        scope = before + "/" + part;
        Value result = body.apply(x);
        scope = before;
        return result;
    }

    /// A node with one result of the first operand's channels.
    public Value node(Op op, Value... operands) {
        return node(op, channels.getOrDefault(operands[0], 0), operands);
    }

    /// A node with one result of as many channels.
    public Value node(Op op, int count, Value... operands) {
        return counted(editor.addNode(op, scope + "/" + op.type(), operands).output(), count);
    }

    /// A node with several results of equal channels.
    public List<Value> nodes(Op op, int results, int count, Value... operands) {
        List<Value> outputs = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            outputs.add(counted(editor.addValue(scope + "/" + op.type() + "_output"), count));
        }
        editor.addNode(scope + "/" + op.type(), new Node(-1, op, List.of(operands), outputs, List.of(), null));
        return outputs;
    }

    /// A weight of normal numbers, scaled by what goes into an output (He et al. 2015).
    public Value weight(long... dims) {
        int fan = 1;
        for (int i = 1; i < dims.length; i++) {
            fan *= (int) dims[i];
        }
        double scale = Math.sqrt(2.0 / fan);
        return constant("weight", numbers(scale, 0, dims));
    }

    /// Numbers around one number.
    public Value around(double centre, double spread, long... dims) {
        return constant("parameter", numbers(spread, centre, dims));
    }

    private Tensor numbers(double scale, double centre, long... dims) {
        float[] data = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (centre + scale * random.nextGaussian());
        }
        return Tensor.of(data, dims);
    }

    public Value constant(String name, Tensor tensor) {
        return editor.addConstant(scope.isEmpty() ? name : scope.substring(1).replace('/', '.') + "." + name, tensor);
    }

    public Value number(double value) {
        return constant("number", Tensor.scalar((float) value));
    }

    public Value longs(long... values) {
        return constant("longs", Tensor.vector(values));
    }

    /// A convolution without bias that keeps the extents at stride 1.
    public Value conv(Value x, int out, int kernel, int stride, int group) {
        return node(new Conv(Window.square(kernel, stride, kernel / 2), group), out, x,
                weight(out, channels(x) / group, kernel, kernel));
    }

    /// A convolution with bias and without padding whose stride is its kernel's edge.
    public Value patches(Value x, int out, int kernel) {
        return node(new Conv(Window.square(kernel, kernel, 0), 1), out, x, weight(out, channels(x), kernel, kernel),
                around(0, 0.1, out));
    }

    /// A convolution with bias that keeps the extents.
    public Value biased(Value x, int out, int kernel, int group) {
        return node(new Conv(Window.square(kernel, 1, kernel / 2), group), out, x,
                weight(out, channels(x) / group, kernel, kernel), around(0, 0.1, out));
    }

    public Value norm(Value x) {
        long count = channels(x);
        return node(new BatchNormalization(1e-5f, 0.9f, false), x, around(1, 0.1, count), around(0, 0.1, count),
                around(0, 0.1, count), constant("variance", Tensor.of(positive((int) count), count)));
    }

    private float[] positive(int count) {
        float[] data = new float[count];
        for (int i = 0; i < count; i++) {
            data[i] = 0.75f + random.nextFloat() / 2;
        }
        return data;
    }

    public Value relu(Value x) {
        return node(new Unary(Unary.Kind.RELU), x);
    }

    public Value add(Value a, Value b) {
        return node(new Binary(Binary.Kind.ADD), a, b);
    }

    public Value mul(Value a, Value b) {
        return node(new Binary(Binary.Kind.MUL), a, b);
    }

    /// A convolution, a batch normalisation, a ReLU.
    public Value convNormRelu(Value x, int out, int kernel, int stride) {
        return relu(norm(conv(x, out, kernel, stride, 1)));
    }

    public Value maxPool(Value x, int kernel, int stride) {
        return node(new MaxPool(Window.square(kernel, stride, kernel / 2), false, 0), x);
    }

    /// Mean over all pixels and a linear layer.
    public Value classify(Value x, int classes) {
        Value flat = node(new Flatten(1), node(new GlobalPool(GlobalPool.Kind.AVERAGE), x));
        return head(flat, classes);
    }

    /// A linear layer `[batch, features]` to `[batch, classes]`.
    public Value head(Value flat, int classes) {
        return node(new Gemm(1, 1, false, true), classes, flat, weight(classes, channels(flat)),
                around(0, 0.1, classes));
    }

    /// The network with these results.
    public Graph finish(Value... results) {
        editor.setOutputs(List.of(results));
        return editor.build();
    }
}
