package dev.secateur.engine.architecture;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;

/// The largest network of a small space of mobile inverted bottlenecks for pictures of about 30 pixels, after Cai, Zhu, Han, "ProxylessNAS",
/// 2019: every block with kernel 5×5 and expansion 6, of which a search takes less.
///
/// Deviations: the first convolution has stride 1 and 16 channels, there are three stages of two blocks with 16, 24 and 40 channels instead of
/// six with 21 blocks, the first bottleneck without expansion is left out, and the largest kernel is 5×5 instead of 7×7.
public final class MobileInverted {

    /// Channels, blocks, stride of the first block.
    private static final int[][] STAGES = {{16, 2, 1}, {24, 2, 2}, {40, 2, 2}};
    private static final int FIRST = 16;
    private static final int LAST = 160;
    private static final int KERNEL = 5;
    private static final int EXPANSION = 6;

    private final LayerBuilder layers;

    private MobileInverted(LayerBuilder layers) {
        this.layers = layers;
    }

    /// A network with drawn weights and its batch normalisations, whose statistics are drawn too.
    ///
    /// @param seed of the weights
    public static Graph small(Pictures pictures, long seed) {
        return small(pictures, new Initial(seed, Initial.Start.VARIED));
    }

    static Graph small(Pictures pictures, Initial initial) {
        return new MobileInverted(new LayerBuilder("mbconv-small", pictures, initial)).build();
    }

    private Graph build() {
        Value x = activated("first", layers.input(), FIRST, new LayerBuilder.Kernel(3, 1, 1));
        for (int stage = 0; stage < STAGES.length; stage++) {
            for (int block = 0; block < STAGES[stage][1]; block++) {
                x = block("stages." + stage + "." + block, x, STAGES[stage][0], block == 0 ? STAGES[stage][2] : 1);
            }
        }
        x = activated("last", x, LAST, new LayerBuilder.Kernel(1, 1, 1));
        return layers.classify("classifier", x);
    }

    /// Widening 1×1, depthwise and narrowing 1×1 convolution; the narrow ends are added where nothing changes size.
    private Value block(String name, Value in, int outputs, int stride) {
        int wide = layers.channels(in) * EXPANSION;
        Value x = activated(name + ".expand", in, wide, new LayerBuilder.Kernel(1, 1, 1));
        x = activated(name + ".filter", x, wide, new LayerBuilder.Kernel(KERNEL, stride, wide));
        x = layers.conv(name + ".project.conv", x, outputs, new LayerBuilder.Kernel(1, 1, 1));
        x = layers.batchNorm(name + ".project.norm", x);
        return stride == 1 && layers.channels(in) == outputs ? layers.sum(name, in, x) : x;
    }

    private Value activated(String name, Value in, int outputs, LayerBuilder.Kernel kernel) {
        Value x = layers.conv(name + ".conv", in, outputs, kernel);
        return layers.relu6(name + ".act", layers.batchNorm(name + ".norm", x));
    }
}
