package dev.secateur.views.canvas.paint;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/// What the pointer and the keyboard are at.
///
/// @param selected box ids drawn as selected
/// @param hovered  the box under the pointer
/// @param focused  the box that keys act on, drawn with the focus ring
public record Highlights(Set<Long> selected, @Nullable Long hovered, @Nullable Long focused) {
    /// Nothing.
    public static final Highlights NONE = new Highlights(Set.of(), null, null);

    public Highlights {
        selected = Set.copyOf(selected);
    }

    boolean isHovered(long id) {
        return hovered != null && hovered == id;
    }

    boolean isFocused(long id) {
        return focused != null && focused == id;
    }
}
