package dev.secateur.engine.architecture;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Window;

/// A small network after Liu et al., "A ConvNet for the 2020s", 2022: stages of 24, 48 and 96 channels with 1, 1 and 3 blocks
/// of a depthwise 7×7 convolution, layer normalisation, and a widening and a narrowing linear layer with GELU between.
///
/// Deviations for small pictures: the first layer is a 3×3 convolution that keeps the extents instead of 4×4 patches, there are
/// three stages instead of four, and the layer scales begin at 0.1 instead of 0.000001, since five blocks need no taming.
final class ConvNeXt {

    private static final int[] WIDTHS = {24, 48, 96};
    private static final int[] BLOCKS = {1, 1, 3};
    private static final int KERNEL = 7;
    private static final int EXPANSION = 4;
    private static final double LAYER_SCALE = 0.1;
    private static final List<Integer> LAST = List.of(0, 2, 3, 1);
    private static final List<Integer> FIRST = List.of(0, 3, 1, 2);

    private final LayerBuilder layers;
    private final TokenLayers tokens;

    private ConvNeXt(LayerBuilder layers) {
        this.layers = layers;
        this.tokens = new TokenLayers(layers);
    }

    static Graph nano(Pictures pictures, Initial initial) {
        return new ConvNeXt(new LayerBuilder("convnext-nano", pictures, initial)).build();
    }

    private Graph build() {
        Value x = layers.biased("features.0.0", layers.input(), WIDTHS[0], Window.square(3, 1, 1));
        x = norm("features.0.1", x);
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            if (stage > 0) {
                x = norm("features." + 2 * stage + ".0", x);
                x = layers.biased("features." + 2 * stage + ".1", x, WIDTHS[stage], Window.square(2, 2, 0));
            }
            for (int block = 0; block < BLOCKS[stage]; block++) {
                x = block("features." + (2 * stage + 1) + "." + block, x);
            }
        }
        return layers.classify("classifier.2", norm("classifier.0", x));
    }

    private Value norm(String layer, Value in) {
        return tokens.transpose(layer, tokens.layerNorm(layer, tokens.transpose(layer, in, LAST)), FIRST);
    }

    private Value block(String name, Value in) {
        int width = layers.channels(in);
        Value x = layers.depthwise(name + ".block.0", in, KERNEL);
        x = tokens.layerNorm(name + ".block.2", tokens.transpose(name + ".block.1", x, LAST));
        x = tokens.gelu(name + ".block.4", tokens.linear(name + ".block.3", x, EXPANSION * width));
        x = tokens.transpose(name + ".block.6", tokens.linear(name + ".block.5", x, width), FIRST);
        Value scale = layers.parameter(name + ".layer_scale", layers.initial().same(LAYER_SCALE, width, 1, 1));
        x = layers.add(name, new Binary(Binary.Kind.MUL), width, x, scale);
        return layers.sum(name, x, in);
    }
}
