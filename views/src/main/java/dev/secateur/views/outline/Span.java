package dev.secateur.views.outline;

import java.util.Set;

/// A block that was found, as far as an outline needs it.
///
/// @param id such as `stage1.block2`
/// @param stage the stage it is part of: `stage1`; empty if none
/// @param nodes ids of its nodes
public record Span(String id, String stage, Set<Integer> nodes) {
    public Span {
        nodes = Set.copyOf(nodes);
    }

    /// The name within the stage: `block2`.
    String label() {
        return !stage.isEmpty() && id.startsWith(stage + ".") ? id.substring(stage.length() + 1) : id;
    }
}
