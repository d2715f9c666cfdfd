package dev.secateur.engine.architecture;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Window;

/// A small vision transformer after Dosovitskiy et al., "An Image is Worth 16x16 Words", 2021: patches of 4×4 pixels, learned
/// positions, six pre-norm layers of four heads, mean over the tokens, a linear layer.
///
/// Deviation: no class token; the mean over the tokens does as well (Beyer et al., "Better plain ViT baselines", 2022).
final class VisionTransformer {

    /// Edge of a patch, pixels.
    static final int PATCH = 4;

    private static final int WIDTH = 64;
    private static final int LAYERS = 6;
    private static final int HEADS = 4;
    private static final int EXPANSION = 4;
    private static final double POSITIONS = 0.02;

    private final LayerBuilder layers;
    private final TokenLayers tokens;
    private final int count;

    private VisionTransformer(LayerBuilder layers, int side) {
        this.layers = layers;
        this.tokens = new TokenLayers(layers);
        this.count = side / PATCH * (side / PATCH);
    }

    /// @param pictures whose side is a multiple of the patch
    static Graph tiny(Pictures pictures, Initial initial) {
        LayerBuilder layers = new LayerBuilder("vit-tiny", pictures, initial);
        return new VisionTransformer(layers, pictures.side()).build();
    }

    private Graph build() {
        Value x = layers.biased("conv_proj", layers.input(), WIDTH, Window.square(PATCH, PATCH, 0));
        x = tokens.reshape("patches", x, WIDTH, 0, WIDTH, count);
        x = tokens.transpose("patches", x, List.of(0, 2, 1));
        String name = "encoder.pos_embedding";
        Value positions = layers.parameter(name, layers.initial().normal(name, 0, POSITIONS, 1, count, WIDTH));
        x = layers.sum("encoder", x, positions);
        for (int i = 0; i < LAYERS; i++) {
            x = layer("encoder.layers." + i, x);
        }
        x = tokens.layerNorm("encoder.ln", x);
        return layers.head("head", tokens.pool("pool", x));
    }

    private Value layer(String name, Value in) {
        Value x = tokens.layerNorm(name + ".ln_1", in);
        x = layers.sum(name, in, tokens.attention(name + ".self_attention", x, count, HEADS));
        Value y = tokens.layerNorm(name + ".ln_2", x);
        y = tokens.gelu(name + ".mlp.1", tokens.linear(name + ".mlp.0", y, EXPANSION * WIDTH));
        return layers.sum(name, x, tokens.linear(name + ".mlp.2", y, WIDTH));
    }
}
