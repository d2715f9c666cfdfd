package dev.secateur.app.window;

import javafx.beans.value.ChangeListener;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

/// A frame around what the keyboard was taken to: tables, trees and the graph do not show by themselves that keys go to them. It is gone
/// with the next press of the mouse, and when the keyboard goes elsewhere or its place moves.
final class FocusRing extends Region {

    private final Pane over;
    private final ChangeListener<Boolean> left = (o, was, is) -> hide();
    private @Nullable Node target;

    /// @param over covers the window
    FocusRing(Pane over) {
        this.over = over;
        getStyleClass().add("focus-ring");
        setId("focus-ring");
        setManaged(false);
        setMouseTransparent(true);
        setVisible(false);
        over.getChildren().add(this);
        over.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> hide());
        over.layoutBoundsProperty().addListener(o -> hide());
    }

    private void hide() {
        if (target != null) {
            target.focusedProperty().removeListener(left);
        }
        target = null;
        setVisible(false);
    }

    /// Frames what has the keyboard now.
    void around(Node reached) {
        hide();
        target = reached;
        reached.focusedProperty().addListener(left);
        Bounds place = over.sceneToLocal(reached.localToScene(reached.getLayoutBounds()));
        resizeRelocate(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
        setVisible(true);
    }
}
