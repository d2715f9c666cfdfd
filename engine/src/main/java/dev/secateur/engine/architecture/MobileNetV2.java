package dev.secateur.engine.architecture;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;

/// A small network of inverted residuals after Sandler et al., "MobileNetV2", 2018, for pictures of about 30 pixels.
///
/// Deviations: the first convolution has stride 1, and there are ten blocks in five stages instead of seventeen in seven.
public final class MobileNetV2 {

    /// Expansion, channels, blocks, stride of the first block.
    private static final int[][] STAGES = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 48, 2, 1}, {6, 64, 2, 1}};
    private static final int FIRST = 16;
    private static final int LAST = 256;

    private final LayerBuilder layers;

    private MobileNetV2(LayerBuilder layers) {
        this.layers = layers;
    }

    /// A network with drawn weights and its batch normalisations, whose statistics are drawn too.
    ///
    /// @param seed of the weights
    public static Graph small(Pictures pictures, long seed) {
        return small(pictures, new Initial(seed, Initial.Start.VARIED));
    }

    static Graph small(Pictures pictures, Initial initial) {
        return new MobileNetV2(new LayerBuilder("mobilenetv2-small", pictures, initial)).build();
    }

    private Graph build() {
        Value x = activated("features.0", layers.input(), FIRST, new LayerBuilder.Kernel(3, 1, 1));
        int index = 1;
        for (int[] stage : STAGES) {
            for (int block = 0; block < stage[2]; block++) {
                x = block("features." + index++ + ".conv", x, stage[0], stage[1], block == 0 ? stage[3] : 1);
            }
        }
        x = activated("features." + index, x, LAST, new LayerBuilder.Kernel(1, 1, 1));
        return layers.classify("classifier.1", x);
    }

    /// Widening 1×1, depthwise 3×3 and narrowing 1×1 convolution; the narrow ends are added where nothing changes size.
    private Value block(String name, Value in, int expansion, int outputs, int stride) {
        int wide = layers.channels(in) * expansion;
        Value x = in;
        int part = 0;
        if (expansion > 1) {
            x = activated(name + "." + part++, x, wide, new LayerBuilder.Kernel(1, 1, 1));
        }
        x = activated(name + "." + part++, x, wide, new LayerBuilder.Kernel(3, stride, wide));
        x = layers.conv(name + "." + part++, x, outputs, new LayerBuilder.Kernel(1, 1, 1));
        x = layers.batchNorm(name + "." + part, x);
        return stride == 1 && layers.channels(in) == outputs ? layers.sum(name, in, x) : x;
    }

    private Value activated(String name, Value in, int outputs, LayerBuilder.Kernel kernel) {
        Value x = layers.conv(name + ".0", in, outputs, kernel);
        return layers.relu6(name + ".2", layers.batchNorm(name + ".1", x));
    }
}
