package dev.secateur.engine.block;

import java.util.List;

/// Whether a block can be merged into one convolution.
public sealed interface Legality {

    /// It can.
    record Legal() implements Legality {}

    /// It cannot.
    ///
    /// @param reason why, as a clause for people
    /// @param nodes ids of the nodes at fault
    record Refused(String reason, List<Integer> nodes) implements Legality {
        public Refused {
            nodes = List.copyOf(nodes);
        }
    }

    /// True if it can.
    default boolean isLegal() {
        return this instanceof Legal;
    }

    /// Why not; empty if it can.
    default String reason() {
        return this instanceof Refused(String reason, List<Integer> nodes) ? reason : "";
    }
}
