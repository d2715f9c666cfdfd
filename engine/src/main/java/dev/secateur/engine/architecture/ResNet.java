package dev.secateur.engine.architecture;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;

/// The residual networks for small pictures of He et al., "Deep Residual Learning for Image Recognition", 2016, section 4.2:
/// a 3×3 convolution, three stages of basic blocks with 16, 32 and 64 channels, and a linear layer.
///
/// Deviation: where a stage begins with a stride, the shortcut is a 1×1 convolution with batch normalisation (their option B)
/// instead of a padded slice.
public final class ResNet {

    private static final int[] WIDTHS = {16, 32, 64};
    private static final int LAYERS_PER_ROUND = 6;

    private final LayerBuilder layers;

    private ResNet(LayerBuilder layers) {
        this.layers = layers;
    }

    /// A network with drawn weights and its batch normalisations, whose statistics are drawn too.
    ///
    /// @param depth number of layers with weights, 6 n + 2: 8, 14, 20, 32, 44, 56, ...
    /// @param seed of the weights
    public static Graph of(int depth, Pictures pictures, long seed) {
        return of(depth, pictures, new Initial(seed, Initial.Start.VARIED));
    }

    static Graph of(int depth, Pictures pictures, Initial initial) {
        if (depth < LAYERS_PER_ROUND + 2 || (depth - 2) % LAYERS_PER_ROUND != 0) {
            throw new IllegalArgumentException("no residual network has " + depth + " layers");
        }
        return new ResNet(new LayerBuilder("resnet" + depth, pictures, initial)).build((depth - 2) / LAYERS_PER_ROUND);
    }

    private Graph build(int blocks) {
        Value x = layers.conv("conv1", layers.input(), WIDTHS[0], new LayerBuilder.Kernel(3, 1, 1));
        x = layers.relu("relu", layers.batchNorm("bn1", x));
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            for (int block = 0; block < blocks; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = block("layer" + (stage + 1) + "." + block, x, WIDTHS[stage], stride);
            }
        }
        return layers.classify("fc", x);
    }

    private Value block(String name, Value in, int width, int stride) {
        Value x = layers.conv(name + ".conv1", in, width, new LayerBuilder.Kernel(3, stride, 1));
        x = layers.relu(name + ".relu", layers.batchNorm(name + ".bn1", x));
        x = layers.conv(name + ".conv2", x, width, new LayerBuilder.Kernel(3, 1, 1));
        x = layers.batchNorm(name + ".bn2", x);
        Value shortcut = in;
        if (stride != 1) {
            shortcut = layers.conv(name + ".downsample.0", in, width, new LayerBuilder.Kernel(1, stride, 1));
            shortcut = layers.batchNorm(name + ".downsample.1", shortcut);
        }
        return layers.relu(name + ".relu_1", layers.sum(name, x, shortcut));
    }
}
