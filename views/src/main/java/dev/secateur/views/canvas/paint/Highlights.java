package dev.secateur.views.canvas.paint;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.model.Route;

/// What the pointer and the keyboard are at.
///
/// @param selected box ids drawn as selected
/// @param hovered  the boxes under the pointer, or pointed at in another view
/// @param focused  the box that keys act on, drawn with the focus ring
/// @param edge     the edge under the pointer
public record Highlights(Set<Long> selected, Set<Long> hovered, @Nullable Long focused, @Nullable Route edge) {
    /// Nothing.
    public static final Highlights NONE = new Highlights(Set.of(), Set.of(), null, null);

    public Highlights {
        selected = Set.copyOf(selected);
        hovered = Set.copyOf(hovered);
    }

    boolean isHovered(long id) {
        return hovered.contains(id);
    }

    /// An edge is lit with the box at either end, unless a single edge is under the pointer.
    boolean isLit(Route route) {
        return edge == null && (isHovered(route.from()) || isHovered(route.to()));
    }

    boolean isFocused(long id) {
        return focused != null && focused == id;
    }
}
