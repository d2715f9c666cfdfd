package dev.secateur.engine.cost;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Node;

/// The costs of a graph and of its nodes, for the extents that the shapes had. Immutable.
///
/// Totals leave out what is unknown; {@link #isComplete()} and {@link #unknownOperators()} say so.
public final class Costs {

    private final Map<Integer, NodeCost> nodes;
    private final Totals totals;
    private final List<String> unknownOperators;
    private final List<Node> unknownNodes;

    Costs(Map<Integer, NodeCost> nodes, Totals totals, List<String> unknownOperators, List<Node> unknownNodes) {
        this.nodes = Map.copyOf(nodes);
        this.totals = totals;
        this.unknownOperators = List.copyOf(unknownOperators);
        this.unknownNodes = List.copyOf(unknownNodes);
    }

    /// Sums over a graph.
    ///
    /// @param memoryKnown false if the bytes of some value are unknown
    record Totals(long parameters, long macs, long activationBytes, long peakActivationBytes, boolean memoryKnown) {}

    /// What one node costs.
    ///
    /// @throws IllegalArgumentException if the node is not of the graph that was counted
    public NodeCost of(Node node) {
        NodeCost cost = nodes.get(node.id());
        if (cost == null) {
            throw new IllegalArgumentException("no such node among those counted: " + node.id());
        }
        return cost;
    }

    /// Elements of all constant weights, each tensor once.
    public long parameters() {
        return totals.parameters();
    }

    /// Multiply-accumulates of one run.
    public long macs() {
        return totals.macs();
    }

    /// Bytes of the results of all nodes.
    public long activationBytes() {
        return totals.activationBytes();
    }

    /// The largest sum of bytes of values that are alive at once when the nodes run in their order, the graph's inputs and
    /// results included, constants not. A value lives from its production to its last use, a result of the graph to the end.
    /// Nothing is taken to be computed in place.
    public long peakActivationBytes() {
        return totals.peakActivationBytes();
    }

    /// True if nothing is unknown, so that the totals are the whole.
    public boolean isComplete() {
        return unknownNodes.isEmpty() && totals.memoryKnown();
    }

    /// The operators that the program does not understand, each once, in order of first appearance, with their domain unless
    /// it is ONNX's own: `com.example.Fancy`.
    public List<String> unknownOperators() {
        return unknownOperators;
    }

    /// The nodes that could not be counted, in order: those of unknown operators, and those whose shapes are open.
    public List<Node> unknownNodes() {
        return unknownNodes;
    }
}
