package dev.secateur.engine.network;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.HardSigmoid;
import dev.secateur.engine.op.Unary;

/// Families with depthwise or grouped convolutions and squeeze-and-excitation: MobileNetV2 and V3, EfficientNet, RegNet.
public final class GatedNets {

    private static final long OPSET = 17;
    private static final int CLASSES = 10;

    private GatedNets() {}

    /// Stages of inverted residuals.
    ///
    /// @param expansion times the channels in the middle of a block
    /// @param channels at the end of each stage
    /// @param repeats blocks of each stage
    /// @param kernel edge of the depthwise convolution
    public record Stages(int expansion, List<Integer> channels, List<Integer> repeats, int kernel) {

        public Stages {
            channels = List.copyOf(channels);
            repeats = List.copyOf(repeats);
        }

        /// Three small stages.
        public static Stages small() {
            return new Stages(4, List.of(8, 16, 24), List.of(2, 2, 2), 3);
        }
    }

    private record Family(String name, UnaryOperator<Value> activation, UnaryOperator<Value> excitation) {}

    /// MobileNetV2 (Sandler et al. 2018): ReLU6, no gates.
    public static Graph mobileNetV2(Stages stages, int side) {
        NetBuilder net = new NetBuilder("mobilenet-v2", OPSET, 11);
        return inverted(net, stages, side, new Family("v2", x -> relu6(net, x), x -> x));
    }

    /// MobileNetV3 (Howard et al. 2019): hard swish, gates by a hard sigmoid.
    public static Graph mobileNetV3(Stages stages, int side) {
        NetBuilder net = new NetBuilder("mobilenet-v3", OPSET, 12);
        UnaryOperator<Value> gate = x -> net.node(new HardSigmoid(1f / 6, 0.5f), x);
        return inverted(net, stages, side, new Family("v3", x -> net.node(new Unary(Unary.Kind.HARD_SWISH), x),
                x -> excited(net, x, net::relu, gate)));
    }

    /// EfficientNet (Tan and Le 2019): SiLU as sigmoid and product, gates by a sigmoid.
    public static Graph efficientNet(Stages stages, int side) {
        NetBuilder net = new NetBuilder("efficientnet", OPSET, 13);
        return inverted(net, stages, side, new Family("efficient", x -> silu(net, x),
                x -> excited(net, x, v -> silu(net, v), v -> net.node(new Unary(Unary.Kind.SIGMOID), v))));
    }

    static Value relu6(NetBuilder net, Value x) {
        return net.node(new Clip(null, null), x, net.number(0), net.number(6));
    }

    static Value silu(NetBuilder net, Value x) {
        return net.mul(x, net.node(new Unary(Unary.Kind.SIGMOID), x));
    }

    /// Squeeze-and-excitation (Hu et al. 2018).
    static Value excited(NetBuilder net, Value x, UnaryOperator<Value> activation, UnaryOperator<Value> gate) {
        int channels = net.channels(x);
        Value pooled = net.node(new GlobalPool(GlobalPool.Kind.AVERAGE), x);
        Value squeezed = activation.apply(net.biased(pooled, Math.max(1, channels / 4), 1, 1));
        return net.mul(x, gate.apply(net.biased(squeezed, channels, 1, 1)));
    }

    private static Graph inverted(NetBuilder net, Stages stages, int side, Family family) {
        Value x = net.conv(net.picture(3, side), stages.channels().getFirst(), 3, 2, 1);
        x = family.activation().apply(net.norm(x));
        int number = 0;
        for (int stage = 0; stage < stages.channels().size(); stage++) {
            int channels = stages.channels().get(stage);
            for (int i = 0; i < stages.repeats().get(stage); i++) {
                int stride = i == 0 && stage > 0 ? 2 : 1;
                x = net.within("features/" + number++, x, v -> block(net, v, channels, stride, stages, family));
            }
        }
        x = family.activation().apply(net.norm(net.conv(x, 4 * net.channels(x), 1, 1, 1)));
        return net.finish(net.classify(x, CLASSES));
    }

    private static Value block(NetBuilder net, Value x, int channels, int stride, Stages stages, Family family) {
        int wide = net.channels(x) * stages.expansion();
        Value y = family.activation().apply(net.norm(net.conv(x, wide, 1, 1, 1)));
        y = family.activation().apply(net.norm(net.conv(y, wide, stages.kernel(), stride, wide)));
        y = net.norm(net.conv(family.excitation().apply(y), channels, 1, 1, 1));
        return stride == 1 && net.channels(x) == channels ? net.add(x, y) : y;
    }

    /// RegNet (Radosavovic et al. 2020): grouped bottlenecks without expansion, gated for the Y family.
    ///
    /// @param blocks of each stage, whose channels double
    /// @param groupWidth channels of a group
    public static Graph regNet(List<Integer> blocks, int width, int groupWidth, boolean gated, int side) {
        NetBuilder net = new NetBuilder(gated ? "regnet-y" : "regnet-x", OPSET, 14);
        Value x = net.convNormRelu(net.picture(3, side), width, 3, 2);
        for (int stage = 0; stage < blocks.size(); stage++) {
            int channels = width << stage;
            for (int i = 0; i < blocks.get(stage); i++) {
                int stride = i == 0 ? 2 : 1;
                x = net.within("stage" + (stage + 1) + "/" + i, x,
                        v -> regBlock(net, v, channels, stride, groupWidth, gated));
            }
        }
        return net.finish(net.classify(x, CLASSES));
    }

    private static Value regBlock(NetBuilder net, Value x, int channels, int stride, int groupWidth, boolean gated) {
        Value y = net.convNormRelu(x, channels, 1, 1);
        y = net.relu(net.norm(net.conv(y, channels, 3, stride, channels / groupWidth)));
        y = gated ? excited(net, y, net::relu, v -> net.node(new Unary(Unary.Kind.SIGMOID), v)) : y;
        y = net.norm(net.conv(y, channels, 1, 1, 1));
        boolean same = net.channels(x) == channels && stride == 1;
        return net.relu(net.add(y, same ? x : net.norm(net.conv(x, channels, 1, stride, 1))));
    }
}
