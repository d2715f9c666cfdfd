package dev.secateur.views.session;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/// What is selected, or under the pointer: the same for graph, table, tree and panels.
///
/// @param nodes ids of single nodes
/// @param blocks ids of blocks as a whole; their nodes are not listed in `nodes`
public record Selection(Set<Integer> nodes, Set<String> blocks) {

    /// Nothing.
    public static final Selection NONE = new Selection(Set.of(), Set.of());

    public Selection {
        nodes = Set.copyOf(nodes);
        blocks = Set.copyOf(blocks);
    }

    /// One node.
    public static Selection ofNode(int id) {
        return new Selection(Set.of(id), Set.of());
    }

    /// Some nodes.
    public static Selection ofNodes(Set<Integer> ids) {
        return new Selection(ids, Set.of());
    }

    /// One block.
    public static Selection ofBlock(String id) {
        return new Selection(Set.of(), Set.of(id));
    }

    /// Some blocks.
    public static Selection ofBlocks(Set<String> ids) {
        return new Selection(Set.of(), ids);
    }

    /// The node, if one is all that is selected.
    public Optional<Integer> single() {
        return blocks.isEmpty() && nodes.size() == 1 ? Optional.of(nodes.iterator().next()) : Optional.empty();
    }

    public boolean isEmpty() {
        return nodes.isEmpty() && blocks.isEmpty();
    }

    /// Number of things selected, a block counting as one.
    public int size() {
        return nodes.size() + blocks.size();
    }

    /// Both together.
    public Selection plus(Selection other) {
        return new Selection(union(nodes, other.nodes), union(blocks, other.blocks));
    }

    /// This with all of `other` added, or with all of it taken away if it was already here: what Shift+click does.
    public Selection toggled(Selection other) {
        if (!nodes.containsAll(other.nodes) || !blocks.containsAll(other.blocks)) {
            return plus(other);
        }
        return kept(id -> !other.nodes.contains(id), id -> !other.blocks.contains(id));
    }

    /// What is left when only these nodes and blocks may stay.
    public Selection kept(IntPredicate node, Predicate<String> block) {
        Set<Integer> nodesLeft = new HashSet<>(nodes);
        nodesLeft.removeIf(id -> !node.test(id));
        Set<String> blocksLeft = new HashSet<>(blocks);
        blocksLeft.removeIf(block.negate());
        return new Selection(nodesLeft, blocksLeft);
    }

    private static <T> Set<T> union(Set<T> a, Set<T> b) {
        Set<T> both = new HashSet<>(a);
        both.addAll(b);
        return both;
    }
}
