package dev.secateur.engine.compress;

import java.util.List;

import dev.secateur.engine.graph.Node;

/// Whether a method can work on a graph as configured.
public sealed interface Applicability {

    /// It can.
    record Yes() implements Applicability {}

    /// It cannot.
    ///
    /// @param reason why, as a sentence without a full stop, shown beside the greyed button
    /// @param nodes the nodes at fault, possibly none
    record No(String reason, List<Node> nodes) implements Applicability {
        public No {
            nodes = List.copyOf(nodes);
        }
    }

    /// It can.
    static Applicability yes() {
        return new Yes();
    }

    /// It cannot.
    static Applicability no(String reason, Node... nodes) {
        return new No(reason, List.of(nodes));
    }
}
