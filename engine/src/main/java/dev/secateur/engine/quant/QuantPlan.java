package dev.secateur.engine.quant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;

/// Everything that is rounded in a graph.
///
/// @param layers the layers, in order
/// @param grids of each value that is rounded, the one with the most bits first; each further one rounds what the one before left
/// @param carried true if nodes that are no layers read rounded values too, so that ONNX Runtime can stay in integers
/// @param packed true if codes of at most 4 bits are stored as INT4
public record QuantPlan(List<PlannedLayer> layers, Map<Value, List<Grid>> grids, boolean carried, boolean packed) {

    public QuantPlan {
        layers = List.copyOf(layers);
        grids = new LinkedHashMap<>(grids);
    }

    /// The plan for a node; empty if it is no layer of the plan.
    public Optional<PlannedLayer> layer(Node node) {
        return layers.stream().filter(l -> l.layer().node().id() == node.id()).findFirst();
    }

    /// True if something needs operator set 21: codes of 16 bits, or of 4 bits two to the byte.
    boolean needsNewTypes() {
        return grids.values().stream().flatMap(List::stream).anyMatch(g -> g.bits() > Byte.SIZE) || layers.stream()
                .anyMatch(l -> l.weight() != null && l.weight().container(packed).bits() != Byte.SIZE);
    }
}
