package dev.secateur.engine.network;

import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.tensor.Tensor;

/// Families with features in the last axis: vision transformers, shifted windows, ConvNeXt.
public final class TokenNets {

    private static final int CLASSES = 10;

    private TokenNets() {}

    /// A vision transformer with a class token (Dosovitskiy et al. 2021).
    ///
    /// @param opset 13 to 21; decides whether layer normalisation and GELU are one node
    public static Graph vit(int layers, int width, int heads, int side, long opset) {
        NetBuilder net = new NetBuilder("vit", opset, 21);
        TokenLayers tokens = new TokenLayers(net);
        int patch = 8;
        int count = side / patch * (side / patch);
        Value patches = net.patches(net.picture(3, side), width, patch);
        Value rows = tokens.transpose(tokens.reshape(patches, width, -1, width, count), 0, 2, 1);
        Value x = net.node(new Concat(1), classToken(net, patches, width), rows);
        x = net.add(x, net.around(0, 0.02, 1, count + 1, width));
        for (int i = 0; i < layers; i++) {
            x = net.within("encoder/" + i, x, v -> {
                Value y = net.add(tokens.attention(tokens.layerNorm(v), count + 1, heads, s -> s), v);
                return net.add(y, tokens.mlp(tokens.layerNorm(y), 4));
            });
        }
        Value first = net.node(new Gather(1), tokens.layerNorm(x),
                net.constant("first", Tensor.of(new long[]{0}, new long[0])));
        return net.finish(net.head(first, CLASSES));
    }

    /// The token of the class for each sample, as exporters repeat it: extents read from the data.
    private static Value classToken(NetBuilder net, Value patches, int width) {
        Value batch = net.node(new Gather(0), net.node(new ShapeOf(0, null), patches), net.longs(0));
        Value extents = net.node(new Concat(0), batch, net.longs(1, width));
        return net.node(new Expand(), width, net.around(0, 0.02, 1, 1, width), extents);
    }

    /// ConvNeXt (Liu et al. 2022): depthwise 7x7, layer normalisation over channels, MLP, layer scale, skip.
    ///
    /// @param blocks of each stage, whose channels double
    public static Graph convNeXt(List<Integer> blocks, int width, int side, long opset) {
        NetBuilder net = new NetBuilder("convnext", opset, 22);
        TokenLayers tokens = new TokenLayers(net);
        Value x = channelNorm(tokens, net.patches(net.picture(3, side), width, 4));
        for (int stage = 0; stage < blocks.size(); stage++) {
            if (stage > 0) {
                x = net.patches(channelNorm(tokens, x), width << stage, 2);
            }
            for (int i = 0; i < blocks.get(stage); i++) {
                x = net.within("stages/" + stage + "/" + i, x, v -> nextBlock(net, tokens, v));
            }
        }
        Value pooled = net.node(new Reduce(Reduce.Kind.MEAN, opset < 18 ? List.of(2L, 3L) : null, false, false),
                opset < 18 ? new Value[]{x} : new Value[]{x, net.longs(2, 3)});
        return net.finish(net.head(tokens.layerNorm(pooled), CLASSES));
    }

    private static Value channelNorm(TokenLayers tokens, Value x) {
        return tokens.transpose(tokens.layerNorm(tokens.transpose(x, 0, 2, 3, 1)), 0, 3, 1, 2);
    }

    private static Value nextBlock(NetBuilder net, TokenLayers tokens, Value x) {
        int channels = net.channels(x);
        Value y = tokens.transpose(net.biased(x, channels, 7, channels), 0, 2, 3, 1);
        y = tokens.transpose(tokens.mlp(tokens.layerNorm(y), 4), 0, 3, 1, 2);
        return net.add(x, net.mul(y, net.around(0.1, 0.01, channels, 1, 1)));
    }

    /// Shifted windows (Liu et al. 2021), two blocks a stage: the second with rolled windows and a mask.
    ///
    /// @param stages one or more, halving the extent between them
    /// @param window edge of a window, a divisor of the extent of every stage
    public static Graph swin(int stages, int width, int window, int side, long opset) {
        NetBuilder net = new NetBuilder("swin", opset, 23);
        TokenLayers tokens = new TokenLayers(net);
        Value x = tokens.layerNorm(tokens.transpose(net.patches(net.picture(3, side), width, 4), 0, 2, 3, 1));
        int extent = side / 4;
        for (int stage = 0; stage < stages; stage++) {
            if (stage > 0) {
                x = merged(net, tokens, x);
                extent /= 2;
            }
            for (int i = 0; i < 2; i++) {
                Windows windows = new Windows(net, tokens, extent, window, i == 1 && extent > window);
                x = net.within("stages/" + stage + "/" + i, x, v -> {
                    Value y = net.add(v, windows.attention(tokens.layerNorm(v)));
                    return net.add(y, tokens.mlp(tokens.layerNorm(y), 4));
                });
            }
        }
        Value pooled = net.node(new Reduce(Reduce.Kind.MEAN, opset < 18 ? List.of(1L, 2L) : null, false, false),
                opset < 18 ? new Value[]{x} : new Value[]{x, net.longs(1, 2)});
        return net.finish(net.head(tokens.layerNorm(pooled), CLASSES));
    }

    /// Each four neighbours become one with twice the features.
    private static Value merged(NetBuilder net, TokenLayers tokens, Value x) {
        int width = net.channels(x);
        Value[] parts = new Value[4];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = net.node(new Slice(null, null, null), x, net.longs(i % 2, i / 2),
                    net.longs(Integer.MAX_VALUE, Integer.MAX_VALUE), net.longs(1, 2), net.longs(2, 2));
        }
        return tokens.linear(tokens.layerNorm(net.node(new Concat(-1), 4 * width, parts)), 2 * width);
    }
}
