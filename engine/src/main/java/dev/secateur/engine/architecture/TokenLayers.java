package dev.secateur.engine.architecture;

import java.util.List;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

/// Layers over values whose last axis holds the features, in the operators that PyTorch's exporter makes of them at
/// operator set 17: layer normalisation as one operator, GELU as its parts, which ONNX Runtime puts together again.
final class TokenLayers {

    private static final float EPSILON = 1e-6f;

    private final LayerBuilder layers;

    TokenLayers(LayerBuilder layers) {
        this.layers = layers;
    }

    /// A linear layer with bias.
    Value linear(String layer, Value in, int outputs) {
        String name = layer + ".weight";
        Value weight = layers.parameter(name, layers.initial().glorot(name, layers.channels(in), outputs));
        Value bias = layers.parameter(layer + ".bias", layers.initial().same(0, outputs));
        Value product = layers.add(layer, new MatMul(), outputs, in, weight);
        return layers.add(layer, new Binary(Binary.Kind.ADD), outputs, bias, product);
    }

    /// Layer normalisation over the last axis (Ba et al. 2016).
    Value layerNorm(String layer, Value in) {
        int count = layers.channels(in);
        Value scale = layers.parameter(layer + ".weight", layers.initial().same(1, count));
        Value shift = layers.parameter(layer + ".bias", layers.initial().same(0, count));
        return layers.add(layer, new LayerNormalization(-1, EPSILON, 1), count, in, scale, shift);
    }

    /// `x (1 + erf(x / sqrt(2))) / 2` (Hendrycks and Gimpel 2016).
    Value gelu(String layer, Value in) {
        int count = layers.channels(in);
        Value scaled = layers.add(layer, new Binary(Binary.Kind.DIV), count, in,
                number(layer + ".root", (float) Math.sqrt(2)));
        Value erf = layers.add(layer, new Unary(Unary.Kind.ERF), count, scaled);
        Value raised = layers.add(layer, new Binary(Binary.Kind.ADD), count, erf, number(layer + ".one", 1));
        Value product = layers.add(layer, new Binary(Binary.Kind.MUL), count, in, raised);
        return layers.add(layer, new Binary(Binary.Kind.MUL), count, product, number(layer + ".half", 0.5f));
    }

    /// Self-attention with several heads (Vaswani et al. 2017) over `[N, tokens, C]`.
    ///
    /// @param tokens number of tokens, the same in every picture
    Value attention(String layer, Value in, int tokens, int heads) {
        int width = layers.channels(in);
        int part = width / heads;
        Value all = linear(layer + ".in_proj", in, 3 * width);
        Value extents = layers.parameter(layer + ".parts", Tensor.vector(width, width, width));
        List<Value> parts = layers.addAll(layer, new Split(2, null, null), width, 3, all, extents);
        Value query = heads(layer, parts.get(0), List.of(0, 2, 1, 3), tokens, heads);
        Value key = heads(layer, parts.get(1), List.of(0, 2, 3, 1), tokens, heads);
        Value value = heads(layer, parts.get(2), List.of(0, 2, 1, 3), tokens, heads);
        Value scaled = layers.add(layer, new Binary(Binary.Kind.DIV), part, query,
                number(layer + ".scale", (float) Math.sqrt(part)));
        Value scores = layers.add(layer, new MatMul(), tokens, scaled, key);
        Value weights = layers.add(layer, new Softmax(-1, false), tokens, scores);
        Value mixed = layers.add(layer, new MatMul(), part, weights, value);
        Value ordered = layers.add(layer, new Transpose(List.of(0, 2, 1, 3)), part, mixed);
        Value joined = reshape(layer, ordered, width, 0, tokens, width);
        return linear(layer + ".out_proj", joined, width);
    }

    private Value heads(String layer, Value in, List<Integer> order, int tokens, int heads) {
        int part = layers.channels(in) / heads;
        return transpose(layer, reshape(layer, in, part, 0, tokens, heads, part), order);
    }

    /// Other extents; 0 keeps the one that is there.
    Value reshape(String layer, Value in, int features, long... extents) {
        Value shape = layers.parameter(layer + ".shape", Tensor.vector(extents));
        return layers.add(layer, new Reshape(null, false), features, in, shape);
    }

    /// Axes in another order.
    Value transpose(String layer, Value in, List<Integer> order) {
        return layers.add(layer, new Transpose(order), layers.channels(in), in);
    }

    /// Mean over the tokens of `[N, tokens, C]`.
    Value pool(String layer, Value in) {
        return layers.add(layer, new Reduce(Reduce.Kind.MEAN, List.of(1L), false, false), layers.channels(in), in);
    }

    private Value number(String name, float value) {
        return layers.parameter(name, Tensor.scalar(value));
    }
}
