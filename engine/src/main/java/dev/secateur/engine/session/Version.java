package dev.secateur.engine.session;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;

/// One state of the model. Immutable; known by its id.
///
/// @param id 0 for the original, then in the order in which versions were made
/// @param parent the id of the version it was made from, {@link #NO_PARENT} for the original
/// @param label for people: `Original`, `Merge 3 blocks`
/// @param graph the network
/// @param step what made it, null for the original
public record Version(int id, int parent, String label, Graph graph, @Nullable Step step) {

    /// Stands for the parent of the original.
    public static final int NO_PARENT = -1;

    /// True for the model as it was opened.
    public boolean isOriginal() {
        return parent == NO_PARENT;
    }

    /// The short name: `v0`.
    public String name() {
        return "v" + id;
    }
}
