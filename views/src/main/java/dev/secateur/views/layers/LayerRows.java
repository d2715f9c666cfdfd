package dev.secateur.views.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.OperatorText;
import dev.secateur.views.outline.Quantity;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.DepthPlan;

/// Makes the table's rows from an analysis.
final class LayerRows {

    private final Analysis analysis;
    private final Graph graph;
    private final Amounts amounts;
    private final DepthPlan depth;
    private final Set<Integer> fused;

    /// @param fused nodes that run within other nodes' kernels
    LayerRows(Analysis analysis, Amounts amounts, DepthPlan depth, Set<Integer> fused) {
        this.analysis = analysis;
        this.graph = analysis.graph();
        this.amounts = amounts;
        this.depth = depth;
        this.fused = fused;
    }

    /// One row for each layer, in order.
    List<LayerRow> all() {
        Quantity shared = amounts.hasTimes() ? Quantity.TIME : Quantity.MACS;
        double total = amounts.of(analysis.outline().root(), shared);
        List<LayerRow> rows = new ArrayList<>();
        for (Layer layer : analysis.outline().layers()) {
            String block = analysis.outline().blockOf(layer.head().id()).map(Item::id).orElse("");
            double part = amounts.of(layer, shared);
            LayerRow.Costs costs = new LayerRow.Costs(amounts.of(layer, Quantity.PARAMETERS),
                    amounts.of(layer, Quantity.MACS), amounts.of(layer, Quantity.ACTIVATION),
                    amounts.of(layer, Quantity.TIME), total > 0 ? part / total : Double.NaN,
                    layer.nodes().stream().anyMatch(n -> fused.contains(n.id())));
            rows.add(new LayerRow(rows.size() + 1, layer, block, operator(layer), costs, depth.of(block)));
        }
        return rows;
    }

    private LayerRow.Operator operator(Layer layer) {
        Node head = layer.head();
        long[] channels = OperatorText.channels(graph, head);
        return new LayerRow.Operator(head.op().family(), OperatorText.name(graph, head),
                OperatorText.kernel(graph, head), channels[0], channels[1], output(layer));
    }

    private String output(Layer layer) {
        Shape shape = analysis.shapes().shape(layer.parts().getLast().nodes().getLast().output());
        if (shape == null || shape.rank() < 2) {
            return "";
        }
        int skip = shape.rank() > 2 && isChannelled(layer.head()) ? 2 : 1;
        return shape.dims().stream().skip(skip).map(Dim::toString).collect(Collectors.joining("×"));
    }

    private static boolean isChannelled(Node node) {
        return node.op().family() != OpFamily.LINEAR;
    }
}
