package dev.secateur.engine.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;

/// Which nodes two networks share, and what became of the others. Immutable.
///
/// Nodes are taken for the same by equal weights, by the names of their weights, by their own names, and last by their place
/// between nodes that are the same; never by their ids, which mean nothing across files.
public final class GraphDifference {

    private final Graph before;
    private final Graph after;
    private final List<NodeChange> changes;
    private final Map<Integer, NodeChange> byBefore = new HashMap<>();
    private final Map<Integer, NodeChange> byAfter = new HashMap<>();

    private GraphDifference(Graph before, Graph after, List<NodeChange> changes) {
        this.before = before;
        this.after = after;
        this.changes = List.copyOf(changes);
        for (NodeChange change : changes) {
            if (change.before() != null) {
                byBefore.put(change.before().id(), change);
            }
            if (change.after() != null) {
                byAfter.put(change.after().id(), change);
            }
        }
    }

    /// Compares two networks.
    public static GraphDifference of(Graph before, Graph after) {
        if (before == after) {
            return new GraphDifference(before, after,
                    before.nodes().stream().map(n -> new NodeChange(Fate.SAME, n, n, List.of())).toList());
        }
        Map<Integer, Integer> pairs = new NodeMatching(before, after).pairs();
        NodeComparison comparison = new NodeComparison(before, after, pairs);
        return new GraphDifference(before, after, inOrder(before, after, pairs, comparison));
    }

    /// The order of the second network; what was removed stands before the next node that is in both.
    private static List<NodeChange> inOrder(Graph before, Graph after, Map<Integer, Integer> pairs,
            NodeComparison comparison) {
        Map<Integer, Node> partners = new HashMap<>();
        Map<Integer, List<Node>> removedBefore = new HashMap<>();
        List<Node> waiting = new ArrayList<>();
        for (Node node : before.nodes()) {
            Integer partner = pairs.get(node.id());
            if (partner == null) {
                waiting.add(node);
            } else {
                partners.put(partner, node);
                removedBefore.put(partner, waiting);
                waiting = new ArrayList<>();
            }
        }
        List<NodeChange> changes = new ArrayList<>();
        for (Node node : after.nodes()) {
            removedBefore.getOrDefault(node.id(), List.of()).forEach(n -> changes.add(removed(n)));
            Node partner = partners.get(node.id());
            changes.add(partner == null
                    ? new NodeChange(Fate.ADDED, null, node, List.of())
                    : comparison.of(partner, node));
        }
        waiting.forEach(n -> changes.add(removed(n)));
        return changes;
    }

    private static NodeChange removed(Node node) {
        return new NodeChange(Fate.REMOVED, node, null, List.of());
    }

    /// The first network.
    public Graph before() {
        return before;
    }

    /// The second network.
    public Graph after() {
        return after;
    }

    /// One entry for each node of either network, in the order of the second; what was removed stands where it was.
    public List<NodeChange> changes() {
        return changes;
    }

    /// What became of a node of the first network, by its id; empty if there is no such node.
    public Optional<NodeChange> ofBefore(int node) {
        return Optional.ofNullable(byBefore.get(node));
    }

    /// What became of a node of the second network, by its id; empty if there is no such node.
    public Optional<NodeChange> ofAfter(int node) {
        return Optional.ofNullable(byAfter.get(node));
    }

    /// Number of nodes with this fate.
    public int count(Fate fate) {
        return (int) changes.stream().filter(c -> c.fate() == fate).count();
    }

    /// The name of a node as its own network gives it.
    public String name(NodeChange change) {
        return (change.after() == null ? before : after).name(change.node());
    }

    /// True if both networks have the same nodes with the same attributes and weights.
    public boolean isNone() {
        return changes.stream().allMatch(c -> c.fate() == Fate.SAME);
    }
}
