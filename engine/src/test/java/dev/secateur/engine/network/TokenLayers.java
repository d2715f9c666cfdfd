package dev.secateur.engine.network;

import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;

/// Layers over values whose last axis holds the features.
final class TokenLayers {

    private static final float EPSILON = 1e-6f;

    private final NetBuilder net;

    TokenLayers(NetBuilder net) {
        this.net = net;
    }

    Value linear(Value x, int out) {
        Value product = net.node(new MatMul(), out, x, net.weight(net.channels(x), out));
        return net.node(new Binary(Binary.Kind.ADD), out, net.around(0, 0.1, out), product);
    }

    /// One node from operator set 17 on, its parts before.
    Value layerNorm(Value x) {
        long count = net.channels(x);
        Value scale = net.around(1, 0.1, count);
        Value shift = net.around(0, 0.1, count);
        if (net.opset() >= 17) {
            return net.node(new LayerNormalization(-1, EPSILON, 1), x, scale, shift);
        }
        Reduce mean = new Reduce(Reduce.Kind.MEAN, List.of(-1L), true, false);
        Value centred = net.node(new Binary(Binary.Kind.SUB), x, net.node(mean, 1, x));
        Value variance = net.node(mean, 1, net.node(new Binary(Binary.Kind.POW), centred, net.number(2)));
        Value deviation = net.node(new Unary(Unary.Kind.SQRT), net.add(variance, net.number(EPSILON)));
        return net.add(net.mul(net.node(new Binary(Binary.Kind.DIV), centred, deviation), scale), shift);
    }

    /// One node from operator set 20 on, its parts before.
    Value gelu(Value x) {
        if (net.opset() >= 20) {
            return net.node(new Gelu(false), x);
        }
        Value scaled = net.node(new Binary(Binary.Kind.DIV), x, net.number(Math.sqrt(2)));
        Value raised = net.add(net.node(new Unary(Unary.Kind.ERF), scaled), net.number(1));
        return net.mul(net.mul(x, raised), net.number(0.5));
    }

    Value mlp(Value x, int expansion) {
        int width = net.channels(x);
        return linear(gelu(linear(x, expansion * width)), width);
    }

    Value reshape(Value x, int channels, long... dims) {
        return net.node(new Reshape(null, false), channels, x, net.longs(dims));
    }

    Value transpose(Value x, int... order) {
        return net.node(new Transpose(Arrays.stream(order).boxed().toList()), x);
    }

    /// Self-attention over `[N, tokens, C]` (Vaswani et al. 2017).
    ///
    /// @param bias added to the scores before the softmax
    Value attention(Value x, int tokens, int heads, java.util.function.UnaryOperator<Value> bias) {
        int width = net.channels(x);
        List<Value> parts = net.nodes(new Split(-1, null, null), 3, width, linear(x, 3 * width),
                net.longs(width, width, width));
        Value query = heads(parts.get(0), tokens, heads);
        Value key = transpose(heads(parts.get(1), tokens, heads), 0, 1, 3, 2);
        Value value = heads(parts.get(2), tokens, heads);
        Value scaled = net.mul(query, net.number(1 / Math.sqrt((double) width / heads)));
        Value scores = bias.apply(net.node(new MatMul(), tokens, scaled, key));
        Value mixed = net.node(new MatMul(), width, net.node(new Softmax(-1, false), scores), value);
        return linear(reshape(transpose(mixed, 0, 2, 1, 3), width, -1, tokens, width), width);
    }

    private Value heads(Value x, int tokens, int heads) {
        int width = net.channels(x);
        return transpose(reshape(x, width, -1, tokens, heads, width / heads), 0, 2, 1, 3);
    }
}
