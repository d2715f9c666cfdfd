package dev.secateur.engine.rewrite;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Writes small networks with seeded weights. The input is `input` with an open batch.
public final class Net {

    private final Random random;
    private final GraphEditor editor;
    private final Value input;
    private int made;

    public Net(long seed, int channels, int height, int width) {
        this.random = new Random(seed);
        this.editor = Graph.empty(new Header("net", 8, Map.of("", 13L), null)).edit();
        this.input = editor.addInput("input", TensorType.of(DType.FLOAT,
                new Shape(List.of(Dim.of("batch"), Dim.of(channels), Dim.of(height), Dim.of(width)))));
    }

    /// How a convolution lies.
    public record Place(Geometry geometry, int group, boolean bias) {
        public static Place square(int kernel, int stride, int pad) {
            return new Place(Geometry.square(kernel, stride, pad), 1, true);
        }

        public Place groups(int count) {
            return new Place(geometry, count, bias);
        }

        public Place withoutBias() {
            return new Place(geometry, group, false);
        }
    }

    public Random random() {
        return random;
    }

    public GraphEditor editor() {
        return editor;
    }

    public Value input() {
        return input;
    }

    public Value constant(String name, double scale, long... dims) {
        float[] values = new float[(int) Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return editor.addConstant(name, Tensor.of(values, dims));
    }

    public Value conv(Value x, int inputs, int outputs, Place place) {
        String name = "conv" + ++made;
        int taps = place.geometry().rows().kernel() * place.geometry().columns().kernel();
        double scale = 1 / Math.sqrt((double) inputs / place.group() * taps);
        Value weight = constant(name + ".weight", scale, outputs, inputs / place.group(),
                place.geometry().rows().kernel(), place.geometry().columns().kernel());
        Op op = new Conv(place.geometry().window(), place.group());
        Node node = place.bias()
                ? editor.addNode(op, name, x, weight, constant(name + ".bias", 0.5, outputs))
                : editor.addNode(op, name, x, weight);
        return node.output();
    }

    public Value norm(Value x, int channels) {
        String name = "norm" + ++made;
        float[] variance = new float[channels];
        for (int i = 0; i < channels; i++) {
            variance[i] = 0.2f + random.nextFloat();
        }
        return editor.addNode(new BatchNormalization(1e-5f, 0.9f, false), name, x,
                constant(name + ".scale", 1, channels), constant(name + ".shift", 0.5, channels),
                constant(name + ".mean", 0.5, channels),
                editor.addConstant(name + ".variance", Tensor.of(variance, channels))).output();
    }

    public Value relu(Value x) {
        return unary(Unary.Kind.RELU, x);
    }

    public Value unary(Unary.Kind kind, Value x) {
        return editor.addNode(new Unary(kind), kind.type().toLowerCase(java.util.Locale.ROOT) + ++made, x).output();
    }

    public Value relu6(Value x) {
        String name = "clip" + ++made;
        return editor.addNode(new Clip(null, null), name, x, editor.addConstant(name + ".min", Tensor.scalar(0)),
                editor.addConstant(name + ".max", Tensor.scalar(6))).output();
    }

    public Value add(Value a, Value b) {
        return editor.addNode(new Binary(Binary.Kind.ADD), "add" + ++made, a, b).output();
    }

    public Value mul(Value a, Value b) {
        return editor.addNode(new Binary(Binary.Kind.MUL), "mul" + ++made, a, b).output();
    }

    public Graph build(Value... outputs) {
        editor.setOutputs(List.of(outputs));
        return editor.build();
    }

    /// The node with this name.
    public static Node node(Graph graph, String name) {
        return graph.nodeNamed(name).orElseThrow();
    }
}
