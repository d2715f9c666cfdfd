package dev.secateur.views.canvas;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

import dev.secateur.views.theme.Icon;

/// Zoom in, zoom out, fit.
final class ZoomButtons extends VBox {
    private static final double STEP = 1.25;

    ZoomButtons(GraphCanvas canvas) {
        getStyleClass().addAll("floating", "zoom-buttons");
        getChildren()
                .addAll(
                        button(Icon.PLUS, "Zoom in (+)", () -> canvas.zoomBy(STEP)),
                        button(Icon.MINUS, "Zoom out (−)", () -> canvas.zoomBy(1 / STEP)),
                        button(Icon.FIT, "Fit all or the selection (Space)", canvas::fit));
    }

    private static Button button(Icon icon, String text, Runnable action) {
        Button button = new Button(null, icon.at(16));
        button.getStyleClass().addAll("icon-button");
        button.setTooltip(new Tooltip(text));
        button.setAccessibleText(text);
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        return button;
    }
}
