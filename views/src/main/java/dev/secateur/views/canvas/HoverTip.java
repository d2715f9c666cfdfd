package dev.secateur.views.canvas;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/// The floating text beside the pointer: which tensors run along the edge under it, or what a cell has no room for.
final class HoverTip {
    private static final double OFFSET = 14;

    private final Label text = new Label();
    private final Pane layer = new Pane(text);

    HoverTip() {
        layer.setMouseTransparent(true);
        layer.setManaged(false);
        layer.setVisible(false);
        text.setId("hover-tip");
        text.getStyleClass().addAll("floating", "hover-tip");
    }

    Node node() {
        return layer;
    }

    void hide() {
        layer.setVisible(false);
    }

    /// @param said empty to show nothing
    /// @param x of the pointer in the canvas
    /// @param y likewise
    void show(String said, double x, double y, GraphCanvas canvas) {
        layer.setVisible(!said.isEmpty());
        if (said.isEmpty()) {
            return;
        }
        text.setText(said);
        text.applyCss();
        text.autosize();
        double left = x + OFFSET + text.getWidth() > canvas.getWidth() ? x - OFFSET - text.getWidth() : x + OFFSET;
        double top = y + OFFSET + text.getHeight() > canvas.getHeight() ? y - OFFSET - text.getHeight() : y + OFFSET;
        text.relocate(Math.max(0, left), Math.max(0, top));
    }
}
