package dev.secateur.views.canvas;

import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

/// Whether Shift and Alt are held during a mouse event.
///
/// The event itself says so, except on JavaFX's headless platform, whose mouse events carry no keys; there the keys seen by
/// the window count.
final class HeldKeys {
    private final EventHandler<KeyEvent> handler = this::seen;
    private boolean shift;
    private boolean alt;

    HeldKeys(Node node) {
        node.sceneProperty().addListener((o, before, after) -> moved(before, after));
        ChangeListener<Boolean> focus = (o, before, after) -> {
            shift = false;
            alt = false;
        };
        node.sceneProperty()
                .flatMap(Scene::windowProperty)
                .flatMap(window -> window.focusedProperty())
                .addListener(focus);
    }

    boolean isShift(MouseEvent event) {
        return event.isShiftDown() || shift;
    }

    boolean isAlt(MouseEvent event) {
        return event.isAltDown() || alt;
    }

    private void moved(@Nullable Scene before, @Nullable Scene after) {
        if (before != null) {
            before.removeEventFilter(KeyEvent.ANY, handler);
        }
        if (after != null) {
            after.addEventFilter(KeyEvent.ANY, handler);
        }
    }

    private void seen(KeyEvent event) {
        boolean down = event.getEventType() == KeyEvent.KEY_PRESSED;
        if (event.getCode() == KeyCode.SHIFT) {
            shift = down;
        } else if (event.getCode() == KeyCode.ALT) {
            alt = down;
        }
    }
}
