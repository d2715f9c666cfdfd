package dev.secateur.views.testing;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Builds networks with seeded weights and the names that PyTorch's exporter gives.
public final class Networks {

    private final GraphEditor editor;
    private final SplittableRandom random;

    private Networks(long seed) {
        Header header = new Header("test", 8, Map.of("", 13L), null);
        this.editor = Graph.empty(header).edit();
        this.random = new SplittableRandom(seed);
    }

    /// A CIFAR ResNet of basic blocks with identity shortcuts: a stem, three stages without downsampling, a head.
    ///
    /// @param blocks blocks a stage
    public static Graph resNet(int blocks) {
        Networks net = new Networks(7);
        Value x = net.input(1, 3, 32, 32);
        x = net.relu(net.norm(net.conv(x, "/conv1", new int[]{3, 16, 3, 1}), "/bn1", 16), "/Relu");
        for (int stage = 1; stage <= 3; stage++) {
            for (int block = 0; block < blocks; block++) {
                x = net.basicBlock(x, "/layer" + stage + "/layer" + stage + "." + block);
            }
        }
        return net.head(x, 16);
    }

    /// The same with a second result, the one between the two convolutions of `stage1.block1`, which therefore cannot merge.
    public static Graph tappedResNet(int blocks) {
        Graph graph = resNet(blocks);
        Value inner = graph.nodeNamed("/layer1/layer1.0/Relu").orElseThrow().output();
        GraphEditor editor = graph.edit();
        editor.setOutputs(List.of(graph.outputs().getFirst(), inner));
        return editor.build();
    }

    /// A DenseNet: per dense layer Concat, BatchNorm, Relu, 1x1, BatchNorm, Relu, 3x3; between the dense blocks a transition.
    ///
    /// @param layers dense layers of each dense block; 7 nodes each
    public static Graph denseNet(int... layers) {
        Networks net = new Networks(11);
        int growth = 8;
        int channels = 16;
        Value x = net.conv(net.input(1, 3, 64, 64), "/features/conv0", new int[]{3, 16, 3, 1});
        for (int b = 0; b < layers.length; b++) {
            String block = "/features/denseblock" + (b + 1);
            List<Value> features = new java.util.ArrayList<>(List.of(x));
            for (int i = 0; i < layers[b]; i++) {
                String layer = block + "/denselayer" + (i + 1);
                Value y = net.node(new Concat(1), layer + "/Concat", features.toArray(Value[]::new));
                y = net.relu(net.norm(y, layer + "/norm1", channels + i * growth), layer + "/relu1/Relu");
                y = net.conv(y, layer + "/conv1", new int[]{channels + i * growth, 4 * growth, 1, 1});
                y = net.relu(net.norm(y, layer + "/norm2", 4 * growth), layer + "/relu2/Relu");
                features.add(net.conv(y, layer + "/conv2", new int[]{4 * growth, growth, 3, 1}));
            }
            x = net.node(new Concat(1), block + "/Concat", features.toArray(Value[]::new));
            channels += layers[b] * growth;
            if (b < layers.length - 1) {
                x = net.transition(x, "/features/transition" + (b + 1), channels);
                channels = channels / 2;
            }
        }
        return net.head(x, channels);
    }

    /// Convolutions in a row without any module in their names.
    public static Graph chain(int length) {
        Networks net = new Networks(3);
        Value x = net.input(1, 8, 16, 16);
        for (int i = 0; i < length; i++) {
            x = net.relu(net.conv(x, "Conv_" + i, new int[]{8, 8, 3, 1}), "Relu_" + i);
        }
        net.editor.setOutputs(List.of(x));
        return net.editor.build();
    }

    private Value input(long... shape) {
        return editor.addInput("input", TensorType.of(DType.FLOAT, Shape.of(shape)));
    }

    private Value basicBlock(Value x, String scope) {
        Value y = relu(norm(conv(x, scope + "/conv1", new int[]{16, 16, 3, 1}), scope + "/bn1", 16), scope + "/Relu");
        y = norm(conv(y, scope + "/conv2", new int[]{16, 16, 3, 1}), scope + "/bn2", 16);
        y = node(new Binary(Binary.Kind.ADD), scope + "/Add", y, x);
        return relu(y, scope + "/Relu_1");
    }

    private Value transition(Value x, String scope, int channels) {
        Value y = relu(norm(x, scope + "/norm", channels), scope + "/relu/Relu");
        y = conv(y, scope + "/conv", new int[]{channels, channels / 2, 1, 1});
        return node(new AveragePool(Window.square(2, 2, 0), false, false), scope + "/pool/AveragePool", y);
    }

    private Graph head(Value x, int channels) {
        Value y = node(new GlobalPool(GlobalPool.Kind.AVERAGE), "/GlobalAveragePool", x);
        y = node(new Flatten(1), "/Flatten", y);
        Value weight = weights("fc.weight", 10, channels);
        Value bias = weights("fc.bias", 10);
        y = node(new Gemm(1, 1, false, true), "/fc/Gemm", y, weight, bias);
        editor.setOutputs(List.of(y));
        return editor.build();
    }

    /// @param sizes channels in, channels out, kernel, stride
    private Value conv(Value x, String name, int[] sizes) {
        Value weight = weights(name.replace('/', '.') + ".weight", sizes[1], sizes[0], sizes[2], sizes[2]);
        String full = name.startsWith("/") ? name + "/Conv" : name;
        return node(new Conv(Window.square(sizes[2], sizes[3], sizes[2] / 2), 1), full, x, weight);
    }

    private Value norm(Value x, String name, int channels) {
        String weight = name.replace('/', '.');
        return node(new BatchNormalization(1e-5f, 0.9f, false), name + "/BatchNormalization", x,
                weights(weight + ".weight", channels), weights(weight + ".bias", channels),
                weights(weight + ".running_mean", channels), ones(weight + ".running_var", channels));
    }

    private Value relu(Value x, String name) {
        return node(new Unary(Unary.Kind.RELU), name, x);
    }

    private Value node(dev.secateur.engine.op.Op op, String name, Value... operands) {
        Node node = editor.addNode(op, name, operands);
        return node.output();
    }

    private Value weights(String name, long... dims) {
        float[] data = new float[(int) java.util.Arrays.stream(dims).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (random.nextGaussian() * 0.1);
        }
        return editor.addConstant(name, Tensor.of(data, dims));
    }

    private Value ones(String name, int length) {
        float[] data = new float[length];
        java.util.Arrays.fill(data, 1);
        return editor.addConstant(name, Tensor.of(data, length));
    }
}
