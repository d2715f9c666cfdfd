package dev.secateur.engine.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
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
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Puts layers one after the other. A layer named `layer1.0.conv1` becomes the node `/layer1/layer1.0/conv1/Conv` with the
/// parameter `layer1.0.conv1.weight`, as PyTorch's exporter names them.
final class LayerBuilder {

    private static final long IR_VERSION = 8;
    private static final long OPSET = 17;
    private static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = 0.9f;

    private final GraphEditor editor;
    private final Initial initial;
    private final Map<Value, Integer> channels = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Pictures pictures;

    LayerBuilder(String name, Pictures pictures, Initial initial) {
        this.editor = Graph.empty(new Header(name, IR_VERSION, Map.of("", OPSET), null)).edit();
        this.initial = initial;
        this.pictures = pictures;
    }

    /// Shape of a convolution's kernel and how it moves.
    ///
    /// @param size edge of the square kernel, odd
    /// @param pad zeros on each side
    record Kernel(int size, int stride, int group, int pad) {

        /// One whose padding keeps the extent at stride 1.
        Kernel(int size, int stride, int group) {
            this(size, stride, group, size / 2);
        }
    }

    Value input() {
        Value input = editor.addInput("input", TensorType.of(DType.FLOAT, new Shape(List.of(Dim.of("batch"),
                Dim.of(pictures.channels()), Dim.of(pictures.side()), Dim.of(pictures.side())))));
        channels.put(input, pictures.channels());
        return input;
    }

    /// Number of channels of a value.
    int channels(Value value) {
        Integer known = channels.get(value);
        if (known == null) {
            throw new IllegalArgumentException("not a value of this builder: " + editor.name(value));
        }
        return known;
    }

    /// A convolution without bias.
    Value conv(String layer, Value in, int outputs, Kernel kernel) {
        long perGroup = channels(in) / kernel.group();
        long taps = (long) kernel.size() * kernel.size();
        String name = layer + ".weight";
        Value weight = editor.addConstant(name, initial.kaiming(name, outputs * taps / kernel.group(), outputs,
                perGroup, kernel.size(), kernel.size()));
        Op op = new Conv(Window.square(kernel.size(), kernel.stride(), kernel.pad()), kernel.group());
        return add(layer, op, outputs, in, weight);
    }

    /// A convolution with bias, its weights scaled by what goes in.
    Value biased(String layer, Value in, int outputs, Window window) {
        int size = window.kernel().getFirst();
        String name = layer + ".weight";
        Value weight = parameter(name, initial.kaiming(name, (long) channels(in) * size * size, outputs, channels(in),
                size, size));
        Value bias = parameter(layer + ".bias", initial.same(0, outputs));
        return add(layer, new Conv(window, 1), outputs, in, weight, bias);
    }

    /// A depthwise convolution with bias that keeps the extents.
    ///
    /// @param size edge of the square kernel, odd
    Value depthwise(String layer, Value in, int size) {
        int count = channels(in);
        String name = layer + ".weight";
        Value weight = parameter(name, initial.kaiming(name, (long) size * size, count, 1, size, size));
        Value bias = parameter(layer + ".bias", initial.same(0, count));
        return add(layer, new Conv(Window.square(size, 1, size / 2), count), count, in, weight, bias);
    }

    /// A batch normalisation.
    Value batchNorm(String layer, Value in) {
        int count = channels(in);
        Value scale = parameter(layer + ".weight", initial.scale(layer + ".weight", count));
        Value shift = parameter(layer + ".bias", initial.shift(layer + ".bias", count));
        Value mean = parameter(layer + ".running_mean", initial.shift(layer + ".running_mean", count));
        Value variance = parameter(layer + ".running_var", initial.scale(layer + ".running_var", count));
        return add(layer, new BatchNormalization(EPSILON, MOMENTUM, false), count, in, scale, shift, mean, variance);
    }

    /// The largest of each 2×2 pixels.
    Value halve(String layer, Value in) {
        return add(layer, new MaxPool(Window.square(2, 2, 0), false, 0), channels(in), in);
    }

    Value relu(String layer, Value in) {
        return add(layer, new Unary(Unary.Kind.RELU), channels(in), in);
    }

    /// Limits to 0..6.
    Value relu6(String layer, Value in) {
        Value low = editor.addConstant(layer + ".min", Tensor.scalar(0));
        Value high = editor.addConstant(layer + ".max", Tensor.scalar(6));
        return add(layer, new Clip(null, null), channels(in), in, low, high);
    }

    Value sum(String layer, Value a, Value b) {
        return add(layer, new Binary(Binary.Kind.ADD), channels(a), a, b);
    }

    /// Mean over all pixels, then a linear layer to the classes; ends the network.
    Graph classify(String layer, Value in) {
        int features = channels(in);
        Value pooled = add("avgpool", new GlobalPool(GlobalPool.Kind.AVERAGE), features, in);
        return head(layer, add("flatten", new Flatten(1), features, pooled));
    }

    /// A linear layer from features `[N, C]` to the classes; ends the network.
    Graph head(String layer, Value in) {
        int features = channels(in);
        Value weight = parameter(layer + ".weight",
                initial.head(layer + ".weight", pictures.classes(), features));
        Value bias = parameter(layer + ".bias", initial.headShift(layer + ".bias", pictures.classes()));
        Value output = editor.addValue("logits");
        editor.addNode(nodeName(layer, "Gemm"), new Node(-1, new Gemm(1, 1, false, true),
                List.of(in, weight, bias), List.of(output), List.of(), null));
        editor.declare(output, TensorType.of(DType.FLOAT,
                new Shape(List.of(Dim.of("batch"), Dim.of(pictures.classes())))));
        editor.setOutputs(List.of(output));
        return editor.build();
    }

    /// Draws first values.
    Initial initial() {
        return initial;
    }

    Value parameter(String name, Tensor tensor) {
        return editor.addConstant(name, tensor);
    }

    /// A node with several outputs of the given number of channels each.
    List<Value> addAll(String layer, Op op, int outputs, int count, Value... operands) {
        String name = free(nodeName(layer, op.type()));
        List<Value> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Value output = editor.addValue(name + "_output_" + i);
            channels.put(output, outputs);
            made.add(output);
        }
        editor.addNode(name, new Node(-1, op, List.of(operands), made, List.of(), null));
        return made;
    }

    /// The name itself for the first node that wants it, `name_1` for the second, as the exporter counts.
    private String free(String wish) {
        int before = names.merge(wish, 1, Integer::sum) - 1;
        return before == 0 ? wish : wish + "_" + before;
    }

    /// A node with one output of the given number of channels.
    Value add(String layer, Op op, int outputs, Value... operands) {
        return addAll(layer, op, outputs, 1, operands).getFirst();
    }

    /// `layer1.0.conv1` and `Conv` give `/layer1/layer1.0/conv1/Conv`.
    private static String nodeName(String layer, String type) {
        StringBuilder name = new StringBuilder();
        String module = "";
        for (String part : layer.split("\\.")) {
            module = Character.isDigit(part.charAt(0)) ? module + "." + part : part;
            name.append('/').append(module);
        }
        return name + "/" + type;
    }
}
