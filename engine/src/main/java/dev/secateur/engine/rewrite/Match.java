package dev.secateur.engine.rewrite;

import java.util.List;

import dev.secateur.engine.graph.Node;

/// Whether a rule applies at a node.
///
/// @param <M> what was found, all that is needed to apply the rule
public sealed interface Match<M> {

    /// It applies.
    record Yes<M>(M found) implements Match<M> {}

    /// It does not.
    ///
    /// @param reason why, as a clause that names no node: `its result is used twice`
    /// @param nodes the nodes at fault
    record No<M>(String reason, List<Node> nodes) implements Match<M> {
        public No {
            nodes = List.copyOf(nodes);
        }
    }

    /// It applies with what was found.
    static <M> Match<M> yes(M found) {
        return new Yes<>(found);
    }

    /// It does not apply.
    static <M> Match<M> no(String reason, Node... nodes) {
        return new No<>(reason, List.of(nodes));
    }

    /// True if it applies.
    default boolean applies() {
        return this instanceof Yes<M>;
    }
}
