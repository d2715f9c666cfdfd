package dev.secateur.views.depth;

import java.util.List;

/// One selected block that cannot be merged.
///
/// @param reason why, a clause
/// @param nodes ids of the nodes at fault, possibly none
public record Refusal(String block, String reason, List<Integer> nodes) {
    public Refusal {
        nodes = List.copyOf(nodes);
    }
}
