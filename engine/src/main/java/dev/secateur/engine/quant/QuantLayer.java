package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// A layer that can be quantised: a convolution or matrix product of data with constant float32 weights.
///
/// @param node the layer
/// @param name of the node
/// @param weight its weights
/// @param axis of the weights along which output channels lie; 1 and groups above 1 for a transposed convolution
public record QuantLayer(Node node, String name, Tensor weight, int axis) {

    /// The layers of a graph, in order.
    public static List<QuantLayer> of(Graph graph) {
        List<QuantLayer> found = new ArrayList<>();
        for (Node node : graph.nodes()) {
            at(graph, node).ifPresent(found::add);
        }
        return found;
    }

    /// The layer that a node is; empty for other operators and for weights that are computed or no float32 numbers.
    public static Optional<QuantLayer> at(Graph graph, Node node) {
        int axis = switch (node.op()) {
            case Conv c -> 0;
            case ConvTranspose c -> c.group() == 1 ? 1 : -1;
            case Gemm g -> g.transB() ? 0 : 1;
            case MatMul m -> 1;
            default -> -1;
        };
        if (axis < 0 || graph.constant(node.input(0)).isPresent()) {
            return Optional.empty();
        }
        return graph.constant(node.input(1))
                .filter(w -> w.dtype() == DType.FLOAT && w.elements() > 0 && (!isMatrix(node) || w.rank() == 2))
                .map(w -> new QuantLayer(node, graph.name(node), w, axis));
    }

    private static boolean isMatrix(Node node) {
        return node.op() instanceof Gemm || node.op() instanceof MatMul;
    }

    /// True if a graph computes with quantised numbers already.
    public static boolean isQuantised(Graph graph) {
        return graph.nodes().stream().anyMatch(n -> n.op() instanceof QuantizeLinear
                || n.op() instanceof DequantizeLinear || n.op() instanceof DynamicQuantizeLinear
                || n.op() instanceof IntegerConv || n.op() instanceof IntegerMatMul
                || n.op() instanceof Opaque o && (o.type().startsWith("QLinear") || o.type().endsWith("Integer")));
    }

    /// A graph in which the weights of a layer are read by nothing else: those that are shared become a constant for each layer.
    ///
    /// Training rounds each layer on a grid of its own, which one shared parameter cannot do.
    public static Graph apart(Graph graph) {
        GraphEditor editor = graph.edit();
        for (QuantLayer layer : of(graph)) {
            if (graph.uses(layer.node().input(1)).size() > 1) {
                editor.setInput(layer.node(), 1, editor.addConstant(layer.name() + "_weights", layer.weight()));
            }
        }
        editor.removeUnused();
        return editor.build();
    }

    /// What is added to its results, one constant float32 number for each channel; empty if nothing is, or something else.
    public Optional<float[]> bias(Graph graph) {
        return graph.constant(node.input(2))
                .filter(b -> b.dtype() == DType.FLOAT && b.rank() > 0 && b.elements() == channels()
                        && b.dim(b.rank() - 1) == channels())
                .map(Tensor::toFloats);
    }

    /// True if numbers can be added to its channels by changing its bias or giving it one. A matrix product has no place for them; an addend
    /// that is computed or has another shape would be lost; and a weighted sum (alpha and beta of Gemm) would weight them too.
    public boolean canShift(Graph graph) {
        return isPlainSum() && (!node.input(2).isPresent() || bias(graph).isPresent());
    }

    /// True for a sum of products and a bias, neither of them weighted.
    boolean isPlainSum() {
        return node.op() instanceof Conv || node.op() instanceof ConvTranspose
                || node.op() instanceof Gemm g && g.alpha() == 1 && g.beta() == 1;
    }

    /// What flows in.
    public Value data() {
        return node.input(0);
    }

    /// Output channels.
    public int channels() {
        return (int) weight.dim(axis);
    }

    /// Number of weights.
    public long weights() {
        return weight.elements();
    }

    /// The weights with output channels first: `[channels, rest] float32`.
    public float[] rows() {
        float[] values = weight.toFloats();
        if (axis == 0) {
            return values;
        }
        float[] rows = new float[values.length];
        int each = values.length / channels();
        int[] filled = new int[channels()];
        int inner = inner();
        for (int i = 0; i < values.length; i++) {
            int channel = i / inner % channels();
            rows[channel * each + filled[channel]++] = values[i];
        }
        return rows;
    }

    /// Elements of the weights between two channels.
    int inner() {
        int inner = 1;
        for (int i = axis + 1; i < weight.rank(); i++) {
            inner *= (int) weight.dim(i);
        }
        return inner;
    }

    /// The channel that the weight at a row-major index belongs to.
    public int channelOf(int index) {
        return index / inner() % channels();
    }
}
