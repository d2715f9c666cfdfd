package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Takes output channels out of single convolutions whose width others need, and puts zeros in their places behind them: the last
/// convolutions of residual blocks, whose sums keep their width.
///
/// The kept channels are followed by one channel of zeros, from which every missing place is taken.
public final class ScatterCut {

    private static final int PADS_AS_INPUT = 11;

    private final GraphEditor editor;
    private final Graph graph;

    private ScatterCut(Graph graph) {
        this.graph = graph;
        this.editor = graph.edit();
    }

    /// A convolution and the output channels that it loses.
    public record Loss(Node conv, BitSet removed) {}

    /// The graph with these losses; the very graph if there are none.
    ///
    /// @throws ProblemException if a convolution is grouped, its weight is computed, or it would lose all its channels
    public static Graph apply(Graph graph, List<Loss> losses) throws ProblemException {
        ScatterCut cut = new ScatterCut(graph);
        for (Loss loss : losses) {
            if (!loss.removed().isEmpty()) {
                cut.cut(graph.node(loss.conv().id()).orElseThrow(), loss.removed());
            }
        }
        cut.editor.removeUnused();
        return cut.editor.build();
    }

    /// The normalisation that alone uses a convolution's result.
    public static Optional<Node> normalisation(Graph graph, Node conv) {
        List<Use> uses = graph.uses(conv.output());
        return uses.size() == 1 && !graph.isOutput(conv.output()) && uses.getFirst().index() == 0
                && uses.getFirst().node().op() instanceof BatchNormalization
                        ? Optional.of(uses.getFirst().node())
                        : Optional.empty();
    }

    private void cut(Node conv, BitSet removed) throws ProblemException {
        Tensor weight = Weight.of(graph, conv.input(1)).orElse(null);
        if (!(conv.op() instanceof Conv op) || op.group() != 1 || weight == null) {
            throw refused(conv, "it is no plain convolution with a constant weight");
        }
        int channels = Math.toIntExact(weight.dim(0));
        BitSet kept = new BitSet(channels);
        kept.set(0, channels);
        kept.andNot(removed);
        if (kept.isEmpty()) {
            throw refused(conv, "it would have no channel left");
        }
        slice(conv, 1, kept);
        slice(conv, 2, kept);
        narrow(conv.output(), kept.cardinality());
        Optional<Node> norm = normalisation(graph, conv);
        if (norm.isPresent()) {
            for (int i = 1; i <= 4; i++) {
                slice(norm.get(), i, kept);
            }
            narrow(norm.get().output(), kept.cardinality());
        }
        scatter(norm.orElse(conv), kept, channels);
    }

    /// The declared type of a value that has fewer channels now.
    private void narrow(Value value, int channels) {
        TensorType type = graph.types().get(value);
        if (type != null && type.shape() != null) {
            editor.declare(value, new TensorType(type.dtype(), type.shape().with(1, Dim.of(channels))));
        }
    }

    private void slice(Node node, int input, BitSet kept) throws ProblemException {
        Value operand = node.input(input);
        if (operand.isPresent()) {
            Tensor numbers = Weight.of(graph, operand)
                    .orElseThrow(() -> refused(node, "one of its numbers is computed"));
            editor.setInput(node, input,
                    editor.addConstant(editor.name(operand) + "_kept", Slices.keep(numbers, 0, kept)));
        }
    }

    private void scatter(Node last, BitSet kept, int channels) {
        String name = graph.name(last) + "_scatter";
        List<Long> pads = List.of(0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L);
        Value zeros = graph.header().opset() < PADS_AS_INPUT
                ? editor.addNode(new Pad("constant", pads, 0f), name + "_zeros", last.output()).output()
                : editor.addNode(new Pad("constant", null, null), name + "_zeros", last.output(), editor.addConstant(
                        name + "_pads", Tensor.vector(pads.stream().mapToLong(Long::longValue).toArray()))).output();
        long[] places = new long[channels];
        int next = 0;
        for (int i = 0; i < channels; i++) {
            places[i] = kept.get(i) ? next++ : kept.cardinality();
        }
        Value scattered = editor.addNode(new Gather(1), name, zeros,
                editor.addConstant(name + "_places", Tensor.vector(places))).output();
        List<Use> uses = new ArrayList<>(graph.uses(last.output()));
        if (graph.types().containsKey(last.output())) {
            editor.declare(scattered, graph.type(last.output()));
        }
        uses.forEach(use -> editor.setInput(editor.current(use.node()), use.index(), scattered));
    }

    private ProblemException refused(Node node, String why) {
        return ProblemException.ofModel("cannot cut single channels of a layer", graph.name(node), why,
                "leave this layer out");
    }
}
