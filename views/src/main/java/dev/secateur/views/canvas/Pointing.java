package dev.secateur.views.canvas;

import java.util.Set;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Route;
import dev.secateur.views.canvas.paint.Highlights;

/// What the pointer is on, what the keys act on, and what another view points at.
final class Pointing {
    private final ReadOnlyObjectWrapper<@Nullable PlacedBox> hovered = new ReadOnlyObjectWrapper<>(this, "hovered",
            null);
    private final ReadOnlyObjectWrapper<@Nullable Route> edge = new ReadOnlyObjectWrapper<>(this, "edge", null);
    private final ReadOnlyObjectWrapper<@Nullable PlacedBox> focused = new ReadOnlyObjectWrapper<>(this, "focused",
            null);
    private Set<Long> lit = Set.of();

    ReadOnlyObjectProperty<@Nullable PlacedBox> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Route> edgeProperty() {
        return edge.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable PlacedBox> focusedProperty() {
        return focused.getReadOnlyProperty();
    }

    void hover(@Nullable PlacedBox box, @Nullable Route route) {
        hovered.set(box);
        edge.set(route);
    }

    /// What is to be said of the edge, or of the row of the box, under the pointer; empty for nothing.
    ///
    /// @param y of the pointer, in scene units
    String said(double y) {
        Route route = edge.get();
        PlacedBox box = hovered.get();
        if (box != null) {
            return box.rowAt(y).filter(r -> !r.reading().note().isEmpty())
                    .map(r -> r.name() + ": " + r.reading().note()).orElse("");
        }
        return route == null ? "" : route.link().note();
    }

    void focus(@Nullable PlacedBox box) {
        focused.set(box);
    }

    /// @return whether that changed anything
    boolean light(Set<Long> boxes) {
        boolean changed = !lit.equals(boxes);
        lit = Set.copyOf(boxes);
        return changed;
    }

    void replaced(GraphScene scene) {
        hover(null, null);
        PlacedBox focus = focused.get();
        focused.set(focus == null ? null : scene.find(focus.id()).orElse(null));
    }

    Highlights highlights(Set<Long> selected, boolean focusVisible) {
        PlacedBox over = hovered.get();
        Route route = edge.get();
        PlacedBox focus = focusVisible ? focused.get() : null;
        Set<Long> pointed = over != null ? Set.of(over.id()) : route != null ? Set.of(route.from(), route.to()) : lit;
        return new Highlights(selected, pointed, focus == null ? null : focus.id(), route);
    }
}
