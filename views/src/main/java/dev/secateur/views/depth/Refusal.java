package dev.secateur.views.depth;

import java.util.List;

/// One selected block that cannot be merged.
///
/// @param reason why, a clause
/// @param nodes ids of the nodes at fault, possibly none
/// @param droppable true if the whole block can be left out instead
public record Refusal(String block, String reason, List<Integer> nodes, boolean droppable) {
    public Refusal {
        nodes = List.copyOf(nodes);
    }
}
