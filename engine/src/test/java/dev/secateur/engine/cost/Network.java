package dev.secateur.engine.cost;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Builds published architectures layer by layer, with weights of zeros: only their extents count here.
final class Network {

    private final GraphEditor editor = Graph.empty(new Header("net", 8, Map.of("", 13L), null)).edit();

    Value image(int channels, int size) {
        Shape shape = new Shape(List.of(Dim.of("N"), Dim.of(channels), Dim.of(size), Dim.of(size)));
        return editor.addInput("image", TensorType.of(DType.FLOAT, shape));
    }

    Value node(Op op, Value... operands) {
        return editor.addNode(op, op.type(), operands).output();
    }

    Value weight(long... dims) {
        int count = (int) Shape.of(dims).elements().orElseThrow();
        return editor.addConstant("weight", Tensor.of(new float[count], dims));
    }

    Value conv(Value data, int in, int out, int kernel, int stride, int group) {
        Window window = Window.square(kernel, stride, kernel / 2);
        return node(new Conv(window, group), data, weight(out, in / group, kernel, kernel));
    }

    Value norm(Value data, int channels) {
        return node(new BatchNormalization(1e-5f, 0.9f, false), data, weight(channels), weight(channels),
                weight(channels), weight(channels));
    }

    Value relu(Value data) {
        return node(new Unary(Unary.Kind.RELU), data);
    }

    Value relu6(Value data) {
        return node(new Clip(0f, 6f), data);
    }

    Value add(Value a, Value b) {
        return node(new Binary(Binary.Kind.ADD), a, b);
    }

    Value convNorm(Value data, int in, int out, int kernel, int stride, int group) {
        return norm(conv(data, in, out, kernel, stride, group), out);
    }

    Graph finish(Value features, int channels, int classes) {
        Value pooled = node(new GlobalPool(GlobalPool.Kind.AVERAGE), features);
        Value flat = node(new Flatten(1), pooled);
        Value scores = node(new Gemm(1, 1, false, true), flat, weight(classes, channels), weight(classes));
        editor.setOutputs(List.of(scores));
        return editor.build();
    }

    /// He et al. 2016, section 4.2, shortcuts of option A (strided slice and zero channels).
    static Graph cifarResNet(int blocksPerStage) {
        Network net = new Network();
        Value x = net.relu(net.convNorm(net.image(3, 32), 3, 16, 3, 1, 1));
        int in = 16;
        for (int width : List.of(16, 32, 64)) {
            for (int i = 0; i < blocksPerStage; i++) {
                int stride = in == width ? 1 : 2;
                Value y = net.relu(net.convNorm(x, in, width, 3, stride, 1));
                y = net.convNorm(y, width, width, 3, 1, 1);
                x = net.relu(net.add(y, stride == 1 ? x : net.optionA(x, (width - in) / 2)));
                in = width;
            }
        }
        return net.finish(x, 64, 10);
    }

    private Value optionA(Value x, int channels) {
        Value starts = editor.addConstant("starts", Tensor.vector(0, 0));
        Value ends = editor.addConstant("ends", Tensor.vector(Long.MAX_VALUE, Long.MAX_VALUE));
        Value axes = editor.addConstant("axes", Tensor.vector(2, 3));
        Value steps = editor.addConstant("steps", Tensor.vector(2, 2));
        Value every = node(new Slice(null, null, null), x, starts, ends, axes, steps);
        Value pads = editor.addConstant("pads", Tensor.vector(0, channels, 0, 0, 0, channels, 0, 0));
        return node(new Pad("constant", null, null), every, pads);
    }

    /// He et al. 2016 as torchvision has it: basic blocks, or bottlenecks with the stride on the 3x3 convolution.
    static Graph imageNetResNet(boolean bottleneck, int... blocks) {
        Network net = new Network();
        Value x = net.relu(net.convNorm(net.image(3, 224), 3, 64, 7, 2, 1));
        x = net.node(new MaxPool(Window.square(3, 2, 1), false, 0), x);
        int in = 64;
        for (int stage = 0; stage < 4; stage++) {
            int width = 64 << stage;
            int out = bottleneck ? 4 * width : width;
            for (int i = 0; i < blocks[stage]; i++) {
                int stride = i == 0 && stage > 0 ? 2 : 1;
                Value skip = in == out && stride == 1 ? x : net.convNorm(x, in, out, 1, stride, 1);
                Value y = bottleneck ? net.bottleneck(x, in, width, stride) : net.basic(x, in, width, stride);
                x = net.relu(net.add(y, skip));
                in = out;
            }
        }
        return net.finish(x, in, 1000);
    }

    private Value basic(Value x, int in, int width, int stride) {
        return convNorm(relu(convNorm(x, in, width, 3, stride, 1)), width, width, 3, 1, 1);
    }

    private Value bottleneck(Value x, int in, int width, int stride) {
        Value narrow = relu(convNorm(x, in, width, 1, 1, 1));
        return convNorm(relu(convNorm(narrow, width, width, 3, stride, 1)), width, 4 * width, 1, 1, 1);
    }

    /// Sandler et al. 2018, table 2, width 1.0.
    static Graph mobileNetV2() {
        int[][] stages = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2},
            {6, 320, 1, 1}};
        Network net = new Network();
        Value x = net.relu6(net.convNorm(net.image(3, 224), 3, 32, 3, 2, 1));
        int in = 32;
        for (int[] stage : stages) {
            for (int i = 0; i < stage[2]; i++) {
                int stride = i == 0 ? stage[3] : 1;
                Value y = net.inverted(x, in, stage[1], stage[0], stride);
                x = stride == 1 && in == stage[1] ? net.add(x, y) : y;
                in = stage[1];
            }
        }
        return net.finish(net.relu6(net.convNorm(x, in, 1280, 1, 1, 1)), 1280, 1000);
    }

    private Value inverted(Value x, int in, int out, int expansion, int stride) {
        int hidden = in * expansion;
        Value wide = expansion == 1 ? x : relu6(convNorm(x, in, hidden, 1, 1, 1));
        return convNorm(relu6(convNorm(wide, hidden, hidden, 3, stride, hidden)), hidden, out, 1, 1, 1);
    }
}
