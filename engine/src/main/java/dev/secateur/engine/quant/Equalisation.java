package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

/// Shifts scale between neighbouring layers so that the channels between them have like ranges: `w1 / s`, `b1 / s`, `w2 s` with
/// `s = sqrt(r1 / r2)` channel by channel, r being the largest size of a channel's weights in each layer (Nagel et al., "Data-Free
/// Quantization Through Weight Equalization and Bias Correction", ICCV 2019).
///
/// Pairs are layers with nothing, or a Relu, between them, whose result nobody else reads. A Relu that is cut off above is
/// left alone, as it does not commute with a scale; the paper replaces it.
public final class Equalisation {

    private static final int ROUNDS = 20;
    private static final double SETTLED = 0.01;
    private static final double MOST = 1000;

    private final Graph graph;
    private final Map<Integer, float[]> weights = new HashMap<>();
    private final Map<Integer, float[]> biases = new HashMap<>();

    private Equalisation(Graph graph) {
        this.graph = graph;
    }

    /// Two layers that a scale can be shifted between.
    private record Pair(QuantLayer first, QuantLayer second) {}

    /// The equalised graph, which computes the same but for rounding; the same object if there is no pair of layers.
    public static Graph apply(Graph graph, Progress progress) {
        return new Equalisation(graph).run(progress);
    }

    private Graph run(Progress progress) {
        List<Pair> pairs = new ArrayList<>();
        for (QuantLayer layer : QuantLayer.of(graph)) {
            follower(layer).ifPresent(next -> pairs.add(new Pair(layer, next)));
        }
        for (Pair pair : pairs) {
            load(pair.first());
            load(pair.second());
        }
        double change = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS && change > SETTLED && !pairs.isEmpty(); round++) {
            progress.report((double) round / ROUNDS, "Equalising neighbouring layers");
            change = 0;
            for (Pair pair : pairs) {
                progress.check();
                change = Math.max(change, equalise(pair));
            }
        }
        GraphEditor editor = graph.edit();
        weights.keySet().forEach(id -> graph.node(id).ifPresent(node -> store(editor, node)));
        editor.removeUnused();
        return editor.build();
    }

    private Optional<QuantLayer> follower(QuantLayer layer) {
        if (!isScalable(layer.node()) || layer.bias(graph).isEmpty() && layer.node().input(2).isPresent()) {
            return Optional.empty();
        }
        Optional<Use> next = only(layer.node().output());
        if (next.isPresent() && next.get().node().op() instanceof Unary(Unary.Kind kind)
                && kind == Unary.Kind.RELU) {
            next = only(next.get().node().output());
        }
        return next.filter(u -> u.index() == 0 && isScalable(u.node())).flatMap(u -> QuantLayer.at(graph, u.node()))
                .filter(l -> inputs(l) == layer.channels());
    }

    private static boolean isScalable(Node node) {
        return node.op() instanceof Conv || node.op() instanceof Gemm g && !g.transA();
    }

    private Optional<Use> only(Value value) {
        List<Use> uses = graph.uses(value);
        return uses.size() == 1 && !graph.isOutput(value) && !uses.getFirst().isCapture()
                ? Optional.of(uses.getFirst())
                : Optional.empty();
    }

    /// Input channels, or -1 where groups make it unclear which weights read a channel.
    private static int inputs(QuantLayer layer) {
        if (layer.node().op() instanceof Conv c && c.group() > 1) {
            return c.group() == layer.channels() && layer.weight().dim(1) == 1 ? layer.channels() : -1;
        }
        return BiasCorrection.inputs(layer);
    }

    private static int inputOf(QuantLayer layer, int index) {
        return layer.node().op() instanceof Conv c && c.group() > 1
                ? layer.channelOf(index)
                : BiasCorrection.inputOf(layer, index);
    }

    private void load(QuantLayer layer) {
        weights.computeIfAbsent(layer.node().id(), id -> layer.weight().toFloats());
        layer.bias(graph).ifPresent(bias -> biases.putIfAbsent(layer.node().id(), bias));
    }

    private float[] of(QuantLayer layer) {
        return weights.getOrDefault(layer.node().id(), new float[0]);
    }

    /// @return the largest change of a scale, as a logarithm
    private double equalise(Pair pair) {
        float[] first = of(pair.first());
        float[] second = of(pair.second());
        int channels = pair.first().channels();
        double[] made = new double[channels];
        double[] read = new double[channels];
        for (int i = 0; i < first.length; i++) {
            int c = pair.first().channelOf(i);
            made[c] = Math.max(made[c], Math.abs(first[i]));
        }
        for (int i = 0; i < second.length; i++) {
            int c = inputOf(pair.second(), i);
            read[c] = Math.max(read[c], Math.abs(second[i]));
        }
        double change = 0;
        double[] scales = new double[channels];
        for (int c = 0; c < channels; c++) {
            boolean dead = made[c] == 0 || read[c] == 0;
            scales[c] = dead ? 1 : Math.clamp(Math.sqrt(made[c] / read[c]), 1 / MOST, MOST);
            change = Math.max(change, Math.abs(Math.log(scales[c])));
        }
        for (int i = 0; i < first.length; i++) {
            first[i] = (float) (first[i] / scales[pair.first().channelOf(i)]);
        }
        for (int i = 0; i < second.length; i++) {
            second[i] = (float) (second[i] * scales[inputOf(pair.second(), i)]);
        }
        float[] bias = biases.getOrDefault(pair.first().node().id(), new float[0]);
        for (int c = 0; c < bias.length; c++) {
            bias[c] = (float) (bias[c] / scales[c]);
        }
        return change;
    }

    private void store(GraphEditor editor, Node node) {
        float[] weight = weights.getOrDefault(node.id(), new float[0]);
        Value old = node.input(1);
        graph.constant(old).ifPresent(was -> editor.setInput(node, 1,
                editor.addConstant(graph.name(old) + "_equalised", Tensor.of(weight, was.dims()))));
        float[] bias = biases.get(node.id());
        if (bias != null) {
            editor.setInput(node, 2,
                    editor.addConstant(graph.name(node.input(2)) + "_equalised", Tensor.of(bias, bias.length)));
        }
    }
}
