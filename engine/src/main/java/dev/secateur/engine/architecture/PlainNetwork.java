package dev.secateur.engine.architecture;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;

/// Chains of 3×3 convolutions with batch normalisation and ReLU, without shortcuts.
final class PlainNetwork {

    private static final int LEAST = 8;

    private final LayerBuilder layers;
    private final double width;

    private PlainNetwork(LayerBuilder layers, double width) {
        this.layers = layers;
        this.width = width;
    }

    /// After the VGG-Small of work on low-bit networks (Zhang et al., "LQ-Nets", 2018): two convolutions for each of three
    /// widths, 64, 128 and 256 here, and a linear layer.
    ///
    /// Deviations: half the paper's widths and one more pooling after the first convolution, so that it stays below 40 million
    /// multiply-accumulates; a mean over the last pixels instead of a large linear layer.
    static Graph vggSmall(Pictures pictures, double width, Initial initial) {
        PlainNetwork net = new PlainNetwork(new LayerBuilder("vgg-small", pictures, initial), width);
        Value x = net.layers.input();
        String[] plan = {"64", "M", "64", "M", "128", "128", "M", "256", "256"};
        int index = 0;
        for (String part : plan) {
            if (part.equals("M")) {
                x = net.layers.halve("features." + index, x);
                index++;
            } else {
                x = net.layer(index, x, Integer.parseInt(part), new LayerBuilder.Kernel(3, 1, 1));
                index += 3;
            }
        }
        return net.layers.classify("classifier", x);
    }

    /// The M-CifarNet of Zhao et al. as described by Gao et al., "Dynamic Channel Pruning: Feature Boosting and Suppression",
    /// 2019: eight convolutions, the first without padding, the third and the sixth with stride 2.
    ///
    /// Deviation: half the widths (32, 64, 96); a width of 2 gives the paper's.
    static Graph mCifarNet(Pictures pictures, double width, Initial initial) {
        PlainNetwork net = new PlainNetwork(new LayerBuilder("m-cifarnet", pictures, initial), width);
        Value x = net.layers.input();
        int[] widths = {32, 32, 64, 64, 64, 96, 96, 96};
        for (int i = 0; i < widths.length; i++) {
            int stride = i == 2 || i == 5 ? 2 : 1;
            x = net.layer(3 * i, x, widths[i], new LayerBuilder.Kernel(3, stride, 1, i == 0 ? 0 : 1));
        }
        return net.layers.classify("classifier", x);
    }

    private Value layer(int index, Value in, int channels, LayerBuilder.Kernel kernel) {
        int outputs = Math.max(LEAST, (int) Math.round(channels * width));
        Value x = layers.conv("features." + index, in, outputs, kernel);
        return layers.relu("features." + (index + 2), layers.batchNorm("features." + (index + 1), x));
    }
}
