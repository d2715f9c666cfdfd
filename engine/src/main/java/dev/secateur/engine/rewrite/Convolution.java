package dev.secateur.engine.rewrite;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// A `Conv` node of which everything is known that merging needs: two-dimensional, without dilation, explicit padding,
/// constant float32 or float64 weights.
///
/// @param weight `[O, I / group, height, width]`
/// @param bias `[O]`, null for none
public record Convolution(Node node, Geometry geometry, int group, Tensor weight, @Nullable Tensor bias) {

    /// Reads a node.
    ///
    /// @return what it is, or why it cannot be merged
    public static Match<Convolution> read(Graph graph, Node node) {
        if (!(node.op() instanceof Conv conv)) {
            return Match.no("it is no convolution but " + node.op().type(), node);
        }
        Tensor weight = graph.constant(node.input(1)).orElse(null);
        if (weight == null) {
            return Match.no("its weights are computed, not constant", node);
        }
        String refusal = refusal(conv, weight);
        if (refusal != null) {
            return Match.no(refusal, node);
        }
        Optional<Tensor> bias = graph.constant(node.input(2));
        if (node.input(2).isPresent() && bias.isEmpty()) {
            return Match.no("its bias is computed, not constant", node);
        }
        Geometry geometry = new Geometry(axis(conv.window(), weight, 0), axis(conv.window(), weight, 1));
        return Match.yes(new Convolution(node, geometry, conv.group(), weight, bias.orElse(null)));
    }

    private static @Nullable String refusal(Conv conv, Tensor weight) {
        if (weight.rank() != 4) {
            return "it has " + (weight.rank() - 2) + " spatial axes, and only two can be merged";
        }
        if (!Stored.canHold(weight.dtype())) {
            return "its weights are " + weight.dtype() + ", and only float32 and float64 can be merged";
        }
        Window window = conv.window();
        if (window.dilation(0) > 1 || window.dilation(1) > 1) {
            return "its taps are dilated";
        }
        boolean fixed = window.autoPad() == Window.AutoPad.NOTSET || window.autoPad() == Window.AutoPad.VALID
                || window.stride(0) == 1 && window.stride(1) == 1;
        if (!fixed) {
            return "its padding depends on the size of its input (auto_pad " + window.autoPad() + ")";
        }
        for (int axis = 0; axis < 2; axis++) {
            if (window.padBegin(axis) < 0 || window.padEnd(axis) < 0) {
                return "its padding is negative";
            }
        }
        return null;
    }

    private static Axis axis(Window window, Tensor weight, int axis) {
        int kernel = (int) weight.dim(2 + axis);
        return switch (window.autoPad()) {
            case NOTSET -> new Axis(kernel, window.stride(axis), window.padBegin(axis), window.padEnd(axis));
            case VALID -> new Axis(kernel, window.stride(axis), 0, 0);
            case SAME_UPPER -> new Axis(kernel, 1, (kernel - 1) / 2, kernel / 2);
            case SAME_LOWER -> new Axis(kernel, 1, kernel / 2, (kernel - 1) / 2);
        };
    }

    /// The data it reads.
    public Value input() {
        return node.input(0);
    }

    /// The value it makes.
    public Value output() {
        return node.output();
    }

    /// Channels it makes.
    public int outputs() {
        return (int) weight.dim(0);
    }

    /// Channels it reads, of all groups together.
    public int inputs() {
        return (int) weight.dim(1) * group;
    }

    /// True if each channel is filtered alone.
    public boolean isDepthwise() {
        return group > 1 && group == inputs() && weight.dim(1) == 1;
    }

    /// True if there is no bias, or all of it is zero.
    public boolean hasZeroBias() {
        for (long i = 0; bias != null && i < bias.elements(); i++) {
            if (bias.doubleAt(i) != 0) {
                return false;
            }
        }
        return true;
    }

    /// A copy of weights and bias in float64.
    public Kernel kernel() {
        Kernel.Extents extents = new Kernel.Extents(outputs(), inputs(), group, (int) weight.dim(2),
                (int) weight.dim(3));
        return new Kernel(extents, weight.toDoubles(), bias == null ? new double[outputs()] : bias.toDoubles());
    }

    /// Gives the node another kernel and geometry; weights and bias become new constants.
    ///
    /// @param input the data that it reads from then on
    public void replace(GraphEditor editor, Value input, Kernel kernel, Geometry changed) {
        DType dtype = weight.dtype();
        Value weights = editor.addConstant(editor.name(node.input(1)), kernel.weightTensor(dtype));
        String biasName = bias == null ? editor.name(node.input(1)) + ".bias" : editor.name(node.input(2));
        Value biases = editor.addConstant(biasName, kernel.biasTensor(dtype));
        editor.setOp(node, new Conv(changed.window(), kernel.groups()));
        editor.setInputs(node, List.of(input, weights, biases));
    }

    /// Gives the node another geometry with the same weights.
    public void reshape(GraphEditor editor, Geometry changed) {
        editor.setOp(node, new Conv(changed.window(), group));
    }
}
