package dev.secateur.engine.cost;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import dev.secateur.engine.graph.Body;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// What the sub-graphs of a node cost.
///
/// @param macs of the dearest branch, of all rounds of a scan, or of one round of a loop
/// @param known false if something inside is not known, or a loop multiplies and nobody knows how often
/// @param unknown names of operators inside that are not understood
record BodyCosts(long macs, boolean known, Set<String> unknown) {

    /// Counts one node of a sub-graph.
    @FunctionalInterface
    interface Counting {
        NodeCost count(Place place, Set<Tensor> weights, Set<String> unknown);
    }

    /// @param weights gets the constants of the sub-graphs that are learned
    /// @return empty if the node has no sub-graphs or their shapes were not looked into
    static Optional<BodyCosts> of(Place place, Set<Tensor> weights, Counting counting) {
        List<Body> bodies = place.node().bodies();
        boolean branches = place.node().op().type().equals("If");
        long dearest = 0;
        boolean known = !bodies.isEmpty();
        Set<String> unknown = new LinkedHashSet<>();
        for (Body body : bodies) {
            Shapes shapes = place.inside(body.name());
            if (shapes == null) {
                return Optional.empty();
            }
            long macs = 0;
            for (Node node : body.graph().nodes()) {
                NodeCost cost = counting.count(new Place(body.graph(), shapes, node), weights, unknown);
                macs = CostRules.saturated(macs, cost.macs());
                known &= cost.known();
            }
            dearest = Math.max(dearest, macs);
        }
        if (bodies.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong all = Place.product(OptionalLong.of(dearest), rounds(place));
        boolean counted = branches || dearest == 0 || all.isPresent();
        return Optional.of(new BodyCosts(branches ? dearest : all.orElse(dearest), known && counted, unknown));
    }

    /// How often a scan runs its sub-graph: the extent of its first sliced input; -1 if nobody knows, as for a loop.
    private static long rounds(Place place) {
        if (!(place.node().op() instanceof Opaque(String domain, String type, Map<String, Attribute> attributes))
                || !type.equals("Scan")
                || !(attributes.get("num_scan_inputs") instanceof Attribute.IntValue(long count))) {
            return -1;
        }
        int first = place.node().inputs().size() - (int) count;
        Shape sliced = first < 0 ? null : place.input(first);
        long axis = attributes.get("scan_input_axes") instanceof Attribute.IntList(List<Long> axes) && !axes.isEmpty()
                ? axes.getFirst()
                : 0;
        if (sliced == null || axis >= sliced.rank() || axis < -sliced.rank()) {
            return -1;
        }
        return sliced.dim((int) Math.floorMod(axis, (long) sliced.rank())).sizeOrMinusOne();
    }
}
