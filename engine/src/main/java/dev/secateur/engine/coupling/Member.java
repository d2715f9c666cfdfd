package dev.secateur.engine.coupling;

import dev.secateur.engine.graph.Node;

/// An axis of a weight that shrinks when channels of a group go.
///
/// @param node whose operand the weight is
/// @param input which operand of the node
/// @param axis of the weight
/// @param channelOf for every position along the axis its channel in the group, or -1 if it is none of this group's
public record Member(Node node, int input, Role role, int axis, int[] channelOf) {

    /// How many positions go with the group's channels.
    public int positions() {
        int count = 0;
        for (int channel : channelOf) {
            count += channel < 0 ? 0 : 1;
        }
        return count;
    }
}
