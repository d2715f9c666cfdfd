package dev.secateur.engine.network;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Window;

/// Families of plain convolutions: residual (basic, bottleneck, grouped), dense, inception, shuffled, plain.
public final class ConvolutionNets {

    private static final long OPSET = 17;
    private static final int CLASSES = 10;

    private ConvolutionNets() {}

    /// A residual network (He et al. 2016; Xie et al. 2017 for groups).
    ///
    /// @param blocks for each stage; the channels double from stage to stage
    /// @param width channels of the first stage
    /// @param bottleneck true for blocks of 1x1, 3x3 and 1x1 with four times the channels at the end
    /// @param groups of the 3x3 convolution of a bottleneck
    public static Graph resNet(List<Integer> blocks, int width, boolean bottleneck, int groups, int side) {
        return resNet(blocks, width, bottleneck, groups, side, CLASSES);
    }

    static Graph resNet(List<Integer> blocks, int width, boolean bottleneck, int groups, int side, int classes) {
        NetBuilder net = new NetBuilder(bottleneck ? "resnet-bottleneck" : "resnet-basic", OPSET, 1);
        Value x = net.maxPool(net.convNormRelu(net.picture(3, side), width, 7, 2), 3, 2);
        for (int stage = 0; stage < blocks.size(); stage++) {
            int channels = width << stage;
            for (int i = 0; i < blocks.get(stage); i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                x = net.within("layer" + (stage + 1) + "/" + i, x, v -> bottleneck
                        ? bottleneck(net, v, channels, stride, groups)
                        : basic(net, v, channels, stride));
            }
        }
        return net.finish(net.classify(x, classes));
    }

    private static Value basic(NetBuilder net, Value x, int channels, int stride) {
        Value y = net.convNormRelu(x, channels, 3, stride);
        y = net.norm(net.conv(y, channels, 3, 1, 1));
        return net.relu(net.add(y, shortcut(net, x, channels, stride)));
    }

    private static Value bottleneck(NetBuilder net, Value x, int channels, int stride, int groups) {
        Value y = net.convNormRelu(x, channels, 1, 1);
        y = net.relu(net.norm(net.conv(y, channels, 3, stride, groups)));
        y = net.norm(net.conv(y, 4 * channels, 1, 1, 1));
        return net.relu(net.add(y, shortcut(net, x, 4 * channels, stride)));
    }

    private static Value shortcut(NetBuilder net, Value x, int channels, int stride) {
        boolean same = net.channels(x) == channels && stride == 1;
        return same ? x : net.norm(net.conv(x, channels, 1, stride, 1));
    }

    /// A dense network (Huang et al. 2017): every layer reads all before it in its block.
    ///
    /// @param layers for each block
    /// @param growth channels that a layer adds
    public static Graph denseNet(List<Integer> layers, int growth, int side) {
        NetBuilder net = new NetBuilder("densenet", OPSET, 2);
        Value x = net.maxPool(net.convNormRelu(net.picture(3, side), 2 * growth, 7, 2), 3, 2);
        for (int block = 0; block < layers.size(); block++) {
            int count = layers.get(block);
            x = net.within("denseblock" + (block + 1), x, v -> denseBlock(net, v, count, growth));
            if (block + 1 < layers.size()) {
                x = net.within("transition" + (block + 1), x, v -> transition(net, v));
            }
        }
        return net.finish(net.classify(net.relu(net.norm(x)), CLASSES));
    }

    private static Value denseBlock(NetBuilder net, Value x, int count, int growth) {
        List<Value> parts = new ArrayList<>(List.of(x));
        for (int i = 0; i < count; i++) {
            parts.add(net.within("denselayer" + (i + 1), joined(net, parts), v -> {
                Value y = net.conv(net.relu(net.norm(v)), 4 * growth, 1, 1, 1);
                return net.conv(net.relu(net.norm(y)), growth, 3, 1, 1);
            }));
        }
        return joined(net, parts);
    }

    static Value joined(NetBuilder net, List<Value> parts) {
        int sum = parts.stream().mapToInt(net::channels).sum();
        return parts.size() == 1 ? parts.getFirst() : net.node(new Concat(1), sum, parts.toArray(Value[]::new));
    }

    private static Value transition(NetBuilder net, Value x) {
        Value y = net.conv(net.relu(net.norm(x)), net.channels(x) / 2, 1, 1, 1);
        return net.node(new AveragePool(Window.square(2, 2, 0), false, false), y);
    }

    /// Inception modules (Szegedy et al. 2015, with batch normalisation).
    ///
    /// @param modules how many, with a pooling after the first
    public static Graph inception(int modules, int width, int side) {
        NetBuilder net = new NetBuilder("inception", OPSET, 3);
        Value x = net.maxPool(net.convNormRelu(net.picture(3, side), width, 7, 2), 3, 2);
        for (int i = 0; i < modules; i++) {
            x = net.within("inception" + (i + 1), x, v -> joined(net, List.of(net.convNormRelu(v, width, 1, 1),
                    net.convNormRelu(net.convNormRelu(v, width / 2, 1, 1), width, 3, 1),
                    net.convNormRelu(net.convNormRelu(v, width / 4, 1, 1), width / 2, 5, 1),
                    net.convNormRelu(net.maxPool(v, 3, 1), width / 2, 1, 1))));
            x = i == 0 ? net.maxPool(x, 3, 2) : x;
        }
        return net.finish(net.classify(x, CLASSES));
    }

    /// ShuffleNetV2 (Ma et al. 2018): halves of the channels, shuffled by a reshape.
    ///
    /// @param units of each stage
    public static Graph shuffleNet(List<Integer> units, int width, int side) {
        NetBuilder net = new NetBuilder("shufflenet", OPSET, 4);
        Value x = net.maxPool(net.convNormRelu(net.picture(3, side), width, 3, 2), 3, 2);
        for (int stage = 0; stage < units.size(); stage++) {
            int channels = width << stage + 1;
            int extent = (side + 3) / 4 + (1 << stage + 1) - 1 >> stage + 1;
            for (int i = 0; i < units.get(stage); i++) {
                boolean first = i == 0;
                x = net.within("stage" + (stage + 2) + "/" + i, x,
                        v -> shuffled(net, first ? down(net, v, channels) : unit(net, v), extent));
            }
        }
        return net.finish(net.classify(x, CLASSES));
    }

    private static Value down(NetBuilder net, Value x, int channels) {
        Value left = net.norm(net.conv(x, net.channels(x), 3, 2, net.channels(x)));
        return joined(net, List.of(net.convNormRelu(left, channels / 2, 1, 1), branch(net, x, channels / 2, 2)));
    }

    private static Value unit(NetBuilder net, Value x) {
        int half = net.channels(x) / 2;
        List<Value> halves = net.nodes(new Split(1, null, null), 2, half, x, net.longs(half, half));
        return joined(net, List.of(halves.get(0), branch(net, halves.get(1), half, 1)));
    }

    private static Value branch(NetBuilder net, Value x, int channels, int stride) {
        Value y = net.convNormRelu(x, channels, 1, 1);
        y = net.norm(net.conv(y, channels, 3, stride, channels));
        return net.convNormRelu(y, channels, 1, 1);
    }

    private static Value shuffled(NetBuilder net, Value x, int extent) {
        int channels = net.channels(x);
        Value pairs = net.node(new Reshape(null, false), x, net.longs(-1, 2, channels / 2, extent, extent));
        Value mixed = net.node(new Transpose(List.of(0, 2, 1, 3, 4)), pairs);
        return net.node(new Reshape(null, false), channels, mixed, net.longs(-1, channels, extent, extent));
    }

    /// Convolutions one after the other with poolings between (Simonyan and Zisserman 2015), without normalisation.
    public static Graph plain(List<Integer> stages, int width, int side) {
        NetBuilder net = new NetBuilder("plain", OPSET, 5);
        Value x = net.picture(3, side);
        for (int stage = 0; stage < stages.size(); stage++) {
            for (int i = 0; i < stages.get(stage); i++) {
                x = net.relu(net.biased(x, width << stage, 3, 1));
            }
            x = net.maxPool(x, 3, 2);
        }
        return net.finish(net.classify(x, CLASSES));
    }
}
