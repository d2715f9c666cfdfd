package dev.secateur.views.outline;

import java.util.Set;

/// A block that was found, as far as an outline needs it.
///
/// @param id such as `stage1.block2`
/// @param stage the stage it is part of: `stage1`; empty if none
/// @param parent id of the block that holds it; empty if none does
/// @param nodes ids of its nodes, those of the blocks within it included
public record Span(String id, String stage, String parent, Set<Integer> nodes) {
    public Span {
        nodes = Set.copyOf(nodes);
    }

    /// The name within the stage or the block around it: `block2`, `attention`.
    String label() {
        String around = parent.isEmpty() ? stage : parent;
        return !around.isEmpty() && id.startsWith(around + ".") ? id.substring(around.length() + 1) : id;
    }
}
