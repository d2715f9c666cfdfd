package dev.secateur.engine.quant;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Use;
import dev.secateur.engine.graph.Value;

/// Puts the rounding of a plan into a graph, in one of two forms that compute the same but for float32 rounding.
public final class QuantisedGraph {

    private static final long AXES_OPSET = 13;
    private static final long AXES_IR = 7;
    private static final long SLICES_OPSET = 10;
    private static final long SLICES_IR = 5;
    private static final long TYPES_OPSET = 21;
    private static final long TYPES_IR = 10;

    private final Graph graph;
    private final QuantPlan plan;
    private final Rounding rounding;
    private final GraphEditor editor;

    private QuantisedGraph(Graph graph, QuantPlan plan, Rounding rounding) {
        this.graph = graph;
        this.plan = plan;
        this.rounding = rounding;
        this.editor = graph.edit();
    }

    /// How rounding is written.
    interface Rounding {

        /// Rounds a value to a grid.
        Value rounded(GraphEditor editor, Value value, Grid grid);

        /// The weights that a layer reads.
        Value weight(GraphEditor editor, QuantisedWeight weight, String name);

        /// The bias that a layer reads.
        ///
        /// @param steps distances of codes, one a channel; empty if it stays as it is
        Value bias(GraphEditor editor, float[] bias, float[] steps, String name);
    }

    /// The form for export: QuantizeLinear and DequantizeLinear around values, weights and biases stored as codes. The operator set
    /// becomes 13, or 21 for codes of 4 and 16 bits, if it is older.
    public static Graph qdq(Graph graph, QuantPlan plan) {
        return new QuantisedGraph(graph, plan, new QdqRounding(plan.packed())).write(plan.needsNewTypes());
    }

    /// The form for checking: float32 alone, weights replaced by what their codes stand for, values rounded by Div, Round, Clip
    /// and Mul. It knows no quantised operator, so a runtime cannot round in another way.
    public static Graph simulated(Graph graph, QuantPlan plan) {
        return new QuantisedGraph(graph, plan, new SimulatedRounding()).write(false);
    }

    private Graph write(boolean newTypes) {
        Map<Value, Map<Grid, Value>> rounded = new LinkedHashMap<>();
        plan.grids().forEach((value, grids) -> {
            Map<Grid, Value> made = new HashMap<>();
            Value now = value;
            for (Grid grid : grids) {
                now = rounding.rounded(editor, now, grid);
                made.put(grid, now);
            }
            rounded.put(value, made);
        });
        rounded.forEach(this::redirect);
        plan.layers().forEach(this::replaceWeights);
        editor.removeUnused();
        raise(newTypes);
        return editor.build();
    }

    private void redirect(Value value, Map<Grid, Value> made) {
        List<Grid> grids = plan.grids().getOrDefault(value, List.of());
        for (Use use : graph.uses(value)) {
            Grid own = use.index() == 0
                    ? plan.layer(use.node()).map(PlannedLayer::data).orElse(null)
                    : null;
            Grid read = own != null
                    ? own
                    : plan.carried()
                            ? grids.stream().filter(g -> g.bits() == Byte.SIZE).findFirst().orElse(null)
                            : null;
            Value replacement = read == null ? null : made.get(read);
            if (replacement != null && !use.isCapture()) {
                editor.setInput(use.node(), use.index(), replacement);
            }
        }
    }

    private void replaceWeights(PlannedLayer planned) {
        Node node = planned.layer().node();
        QuantisedWeight weight = planned.weight();
        if (weight != null) {
            editor.setInput(node, 1, rounding.weight(editor, weight, graph.name(node.input(1))));
        }
        float[] bias = planned.bias();
        if (bias == null) {
            return;
        }
        Grid data = planned.data();
        float[] steps = weight != null && data != null && planned.isWhole() && planned.layer().isPlainSum()
                ? PlannedLayer.biasSteps(weight, data, bias.length)
                : new float[0];
        String name = node.input(2).isPresent() ? graph.name(node.input(2)) : graph.name(node) + ".bias";
        editor.setInput(node, 2, rounding.bias(editor, bias, steps, name));
    }

    private void raise(boolean newTypes) {
        raise(editor, graph.header(), newTypes);
    }

    /// Raises the operator set where it is older than quantised numbers need.
    ///
    /// @param header of the graph that is edited
    /// @param newTypes true for codes of 4 or 16 bits, which came with operator set 21; false for 8 bits, a step a channel: 13
    public static void raise(GraphEditor editor, Header header, boolean newTypes) {
        raise(editor, header, newTypes ? TYPES_OPSET : AXES_OPSET, newTypes ? TYPES_IR : AXES_IR);
    }

    /// Raises the operator set where it is older than codebooks need: to 10, with which slices came to take their ends as inputs.
    public static void raiseForCodebooks(GraphEditor editor, Header header) {
        raise(editor, header, SLICES_OPSET, SLICES_IR);
    }

    private static void raise(GraphEditor editor, Header header, long opset, long irVersion) {
        if (header.opset() < opset) {
            Map<String, Long> opsets = new HashMap<>(header.opsets());
            opsets.put("", opset);
            editor.setHeader(new Header(header.name(), Math.max(header.irVersion(), irVersion), opsets,
                    header.origin(), header.metadata()));
        }
    }
}
