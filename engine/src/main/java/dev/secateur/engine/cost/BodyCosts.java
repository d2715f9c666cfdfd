package dev.secateur.engine.cost;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.graph.Body;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Tensor;

/// What the sub-graphs of a node cost.
///
/// @param macs of the dearest branch, or of one round of a loop
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
        return bodies.isEmpty()
                ? Optional.empty()
                : Optional.of(new BodyCosts(dearest, known && (branches || dearest == 0), unknown));
    }
}
