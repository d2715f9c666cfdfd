package dev.secateur.engine.compress;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Weights as training from nothing begins with them.
///
/// Convolutions: N(0, 2 / fan-out), fan-out being outputs times taps over groups (He et al. 2015). Linear layers: uniform within
/// `1 / sqrt(inputs)`, PyTorch's choice. Biases 0. Batch normalisation: scale 1, shift 0, mean 0, variance 1. Each constant draws from its own
/// stream, which follows from the seed and its name.
public final class FirstWeights {

    private final Graph graph;
    private final GraphEditor editor;
    private final long seed;
    private final Set<Value> drawn = new HashSet<>();

    private FirstWeights(Graph graph, long seed) {
        this.graph = graph;
        this.editor = graph.edit();
        this.seed = seed;
    }

    /// The network with such weights. Other constants stay.
    public static Graph draw(Graph graph, long seed) {
        FirstWeights first = new FirstWeights(graph, seed);
        graph.nodes().forEach(first::visit);
        first.editor.removeUnused();
        return first.editor.build();
    }

    private void visit(Node node) {
        switch (node.op()) {
            case Conv conv -> {
                put(node.input(1), t -> normal(t, node, conv.group()));
                put(node.input(2), t -> same(t, 0));
            }
            case BatchNormalization b -> {
                put(node.input(1), t -> same(t, 1));
                put(node.input(2), t -> same(t, 0));
                put(node.input(3), t -> same(t, 0));
                put(node.input(4), t -> same(t, 1));
            }
            case Gemm gemm -> {
                put(node.input(1), t -> uniform(t, node, t.dim(gemm.transB() ? 1 : 0)));
                put(node.input(2), t -> same(t, 0));
            }
            case MatMul m -> put(node.input(1), t -> t.rank() < 2 ? t : uniform(t, node, t.dim(t.rank() - 2)));
            default -> {
            }
        }
    }

    /// Gives all users of a constant another one, once.
    private void put(Value value, Function<Tensor, Tensor> maker) {
        Optional<Tensor> before = graph.constant(value).filter(t -> t.dtype() == DType.FLOAT);
        if (before.isPresent() && drawn.add(value)) {
            Value changed = editor.addConstant(graph.name(value), maker.apply(before.get()));
            editor.replaceUses(value, changed);
            editor.inheritName(value, changed);
        }
    }

    private static Tensor same(Tensor like, float value) {
        float[] values = new float[Math.toIntExact(like.elements())];
        Arrays.fill(values, value);
        return Tensor.of(values, like.dims());
    }

    private SplittableRandom stream(Node node) {
        return new SplittableRandom(seed ^ graph.name(node).hashCode() * 0x9e3779b97f4a7c15L);
    }

    private Tensor normal(Tensor like, Node node, int groups) {
        SplittableRandom random = stream(node);
        double fanOut = (double) like.elements() / like.dim(1) / groups;
        double deviation = Math.sqrt(2 / fanOut);
        float[] values = new float[Math.toIntExact(like.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return Tensor.of(values, like.dims());
    }

    private Tensor uniform(Tensor like, Node node, long inputs) {
        SplittableRandom random = stream(node);
        double bound = Math.sqrt(1.0 / inputs);
        float[] values = new float[Math.toIntExact(like.elements())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return Tensor.of(values, like.dims());
    }
}
