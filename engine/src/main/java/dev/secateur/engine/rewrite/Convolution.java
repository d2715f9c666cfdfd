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

/// A `Conv` node of which everything is known that merging needs: one or two spatial axes, padding that does not depend on the
/// size of the input, constant float16, float32 or float64 weights. Over one axis it is read as over one row.
///
/// @param geometry how it lies, the gaps between dilated taps counted as taps
/// @param weight `[O, I / group, height, width]` or `[O, I / group, width]`, without such gaps
/// @param bias `[O]`, null for none
/// @param spread how the weights are stored
public record Convolution(Node node, Geometry geometry, int group, Tensor weight, @Nullable Tensor bias,
        Spread spread) implements Linear {

    /// How weights are stored: spatial axes and distances of taps.
    ///
    /// @param axes 1 or 2
    /// @param rows distance of taps from top to bottom
    /// @param columns distance of taps from left to right
    public record Spread(int axes, int rows, int columns) {

        /// True if there are gaps between taps.
        boolean isDilated() {
            return rows > 1 || columns > 1;
        }
    }

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
        Window window = conv.window();
        boolean flat = weight.rank() == 3;
        Axis rows = flat ? new Axis(1, 1, 0, 0) : axis(window, weight, 0);
        Axis columns = axis(window, weight, flat ? 0 : 1);
        Spread spread = new Spread(flat ? 1 : 2, flat ? 1 : window.dilation(0), window.dilation(flat ? 0 : 1));
        return Match.yes(
                new Convolution(node, new Geometry(rows, columns), conv.group(), weight, bias.orElse(null), spread));
    }

    private static @Nullable String refusal(Conv conv, Tensor weight) {
        int axes = weight.rank() - 2;
        if (axes < 1 || axes > 2) {
            return "it has " + axes + " spatial axes, and only one or two can be merged";
        }
        if (!Stored.canHold(weight.dtype())) {
            return "its weights are " + weight.dtype() + ", and only float16, float32 and float64 can be merged";
        }
        Window window = conv.window();
        for (int axis = 0; axis < axes; axis++) {
            boolean fixed = window.autoPad() == Window.AutoPad.NOTSET || window.autoPad() == Window.AutoPad.VALID
                    || window.stride(axis) == 1;
            if (!fixed) {
                return "its padding depends on the size of its input (auto_pad " + window.autoPad() + ")";
            }
            if (window.padBegin(axis) < 0 || window.padEnd(axis) < 0) {
                return "its padding is negative";
            }
        }
        return null;
    }

    private static Axis axis(Window window, Tensor weight, int axis) {
        int kernel = ((int) weight.dim(2 + axis) - 1) * window.dilation(axis) + 1;
        return switch (window.autoPad()) {
            case NOTSET -> new Axis(kernel, window.stride(axis), window.padBegin(axis), window.padEnd(axis));
            case VALID -> new Axis(kernel, window.stride(axis), 0, 0);
            case SAME_UPPER -> new Axis(kernel, 1, (kernel - 1) / 2, kernel / 2);
            case SAME_LOWER -> new Axis(kernel, 1, kernel / 2, (kernel - 1) / 2);
        };
    }

    @Override
    public Value input() {
        return node.input(0);
    }

    @Override
    public Value output() {
        return node.output();
    }

    @Override
    public int outputs() {
        return (int) weight.dim(0);
    }

    /// Channels it reads, of all groups together.
    @Override
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

    @Override
    public int axis() {
        return weight.rank() - 1;
    }

    @Override
    public int rank() {
        return weight.rank();
    }

    @Override
    public long weights() {
        return weight.elements();
    }

    @Override
    public void follow(GraphEditor editor, Normalisation following) {
        replace(editor, input(), kernel().foldNormalisation(following), geometry);
    }

    @Override
    public @Nullable String obstacle(Normalisation preceding) {
        return preceding.hasNoOffset() || geometry.isUnpadded()
                ? null
                : "the convolution after it puts zeros around its input, which would have to become what is added here";
    }

    @Override
    public void precede(GraphEditor editor, Value input, Normalisation preceding) {
        replace(editor, input, kernel().foldPrecedingNormalisation(preceding), geometry);
    }

    /// Taps in one channel, gaps left out.
    public int taps() {
        return (int) (weight.elements() / (weight.dim(0) * weight.dim(1)));
    }

    /// A copy of weights and bias in float64, gaps between taps filled with zeros.
    public Kernel kernel() {
        boolean flat = spread.axes == 1;
        Kernel.Extents extents = new Kernel.Extents(outputs(), inputs(), group, flat ? 1 : (int) weight.dim(2),
                (int) weight.dim(flat ? 2 : 3));
        Kernel kernel = new Kernel(extents, weight.toDoubles(),
                bias == null ? new double[outputs()] : bias.toDoubles());
        return spread.isDilated() ? kernel.spread(spread.rows, spread.columns) : kernel;
    }

    /// This one as if its taps were as far apart as another's, if they lie at all: what {@link #replace} stores then has gaps
    /// where the merged kernel has.
    public Convolution spreadLike(Convolution other) {
        Spread wider = new Spread(spread.axes, Math.max(spread.rows, other.spread.rows),
                Math.max(spread.columns, other.spread.columns));
        return new Convolution(node, geometry, group, weight, bias, wider);
    }

    /// Gives the node another kernel and geometry; weights and bias become new constants.
    ///
    /// @param input the data that it reads from then on
    public void replace(GraphEditor editor, Value input, Kernel kernel, Geometry changed) {
        DType dtype = weight.dtype();
        Kernel gathered = spread.isDilated() ? kernel.gathered(spread.rows, spread.columns) : kernel;
        Spread stored = gathered == kernel ? new Spread(spread.axes, 1, 1) : spread;
        Tensor tensor = gathered.weightTensor(dtype, spread.axes);
        Value weights = editor.addConstant(editor.name(node.input(1)), tensor);
        String biasName = bias == null ? editor.name(node.input(1)) + ".bias" : editor.name(node.input(2));
        Value biases = editor.addConstant(biasName, kernel.biasTensor(dtype));
        editor.setOp(node, new Conv(window(changed, stored, gathered.height(), gathered.width()), kernel.groups()));
        editor.setInputs(node, List.of(input, weights, biases));
    }

    /// Gives the node another geometry with the same weights.
    public void reshape(GraphEditor editor, Geometry changed) {
        int width = (int) weight.dim(weight.rank() - 1);
        int height = spread.axes == 1 ? 1 : (int) weight.dim(2);
        editor.setOp(node, new Conv(window(changed, spread, height, width), group));
    }

    private static Window window(Geometry geometry, Spread spread, int height, int width) {
        Axis rows = geometry.rows();
        Axis columns = geometry.columns();
        return spread.axes == 1
                ? new Window(List.of(width), List.of(columns.stride()), List.of(columns.begin(), columns.end()),
                        List.of(spread.columns), Window.AutoPad.NOTSET)
                : new Window(List.of(height, width), List.of(rows.stride(), columns.stride()),
                        List.of(rows.begin(), columns.begin(), rows.end(), columns.end()),
                        List.of(spread.rows, spread.columns), Window.AutoPad.NOTSET);
    }
}
