package dev.secateur.engine.compare;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;

/// What became of one node.
///
/// @param before the node of the first network; null if it was added
/// @param after the node of the second network; null if it was removed
/// @param what differs, one clause each: `weights 64×64×3×3 → 48×64×3×3`; empty unless the fate is {@link Fate#CHANGED} or
///     {@link Fate#VALUES}
public record NodeChange(Fate fate, @Nullable Node before, @Nullable Node after, List<String> what) {

    public NodeChange {
        what = List.copyOf(what);
        if (before == null && after == null) {
            throw new IllegalArgumentException("a change belongs to a node");
        }
    }

    /// The node by which it is known: the second network's, or the first one's if it was removed.
    public Node node() {
        return after == null ? Objects.requireNonNull(before) : after;
    }
}
