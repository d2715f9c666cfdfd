package dev.secateur.views.canvas;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.model.Route;

/// The floating text beside the pointer that says which tensors run along the edge under it.
final class EdgeTip {
    private static final double OFFSET = 14;

    private final Label text = new Label();
    private final Pane layer = new Pane(text);

    EdgeTip() {
        layer.setMouseTransparent(true);
        layer.setManaged(false);
        layer.setVisible(false);
        text.setId("edge-tip");
        text.getStyleClass().addAll("floating", "edge-tip");
    }

    Node node() {
        return layer;
    }

    /// @param x of the pointer in the canvas
    /// @param y likewise
    void show(@Nullable Route route, double x, double y, GraphCanvas canvas) {
        boolean shown = route != null && !route.link().note().isEmpty();
        layer.setVisible(shown);
        if (route == null || !shown) {
            return;
        }
        text.setText(route.link().note());
        text.applyCss();
        text.autosize();
        double left = x + OFFSET + text.getWidth() > canvas.getWidth() ? x - OFFSET - text.getWidth() : x + OFFSET;
        double top = y + OFFSET + text.getHeight() > canvas.getHeight() ? y - OFFSET - text.getHeight() : y + OFFSET;
        text.relocate(Math.max(0, left), Math.max(0, top));
    }
}
