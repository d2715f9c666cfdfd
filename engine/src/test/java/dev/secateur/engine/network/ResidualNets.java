package dev.secateur.engine.network;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;

/// Residual networks in their published sizes, for counts.
final class ResidualNets {

    private static final long OPSET = 17;
    private static final int ROUND = 6;
    private static final int CIFAR_SIDE = 32;
    private static final int IMAGE_NET_SIDE = 224;

    private ResidualNets() {}

    /// He et al. 2016, section 4.2, with 1x1 projections that have no normalisation.
    static Graph cifar(int depth) {
        NetBuilder net = new NetBuilder("resnet" + depth, OPSET, 1);
        Value x = net.convNormRelu(net.picture(3, CIFAR_SIDE), 16, 3, 1);
        for (int stage = 0; stage < 3; stage++) {
            int channels = 16 << stage;
            for (int i = 0; i < (depth - 2) / ROUND; i++) {
                int stride = stage > 0 && i == 0 ? 2 : 1;
                Value shortcut = stride == 1 ? x : net.conv(x, channels, 1, stride, 1);
                Value y = net.convNormRelu(x, channels, 3, stride);
                x = net.relu(net.add(net.norm(net.conv(y, channels, 3, 1, 1)), shortcut));
            }
        }
        return net.finish(net.classify(x, 10));
    }

    /// torchvision's, for 1,000 classes of ImageNet; in bottlenecks the 3x3 convolution has the stride.
    static Graph imageNet(int depth) {
        boolean bottleneck = depth >= 50;
        List<Integer> blocks = switch (depth) {
            case 18 -> List.of(2, 2, 2, 2);
            case 34, 50 -> List.of(3, 4, 6, 3);
            case 101 -> List.of(3, 4, 23, 3);
            default -> throw new IllegalArgumentException("no residual network has " + depth + " layers");
        };
        return ConvolutionNets.resNet(blocks, 64, bottleneck, 1, IMAGE_NET_SIDE, 1000);
    }
}
