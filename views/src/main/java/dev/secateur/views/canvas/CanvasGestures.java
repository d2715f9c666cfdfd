package dev.secateur.views.canvas;

import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Viewport;

/// What mouse, wheel and pinch do.
final class CanvasGestures {
    /// Moving less than this is a click, px.
    private static final double CLICK = 4;

    private static final double WHEEL_ZOOM = 1.0025;

    private final GraphCanvas canvas;
    private final RubberBand band;
    private final HeldKeys keys;
    private Drag drag = Drag.NONE;
    private double pressX;
    private double pressY;
    private double lastX;
    private double lastY;

    private enum Drag {
        NONE, PRESSED, PAN, BAND
    }

    CanvasGestures(GraphCanvas canvas, RubberBand band) {
        this.canvas = canvas;
        this.band = band;
        this.keys = new HeldKeys(canvas);
    }

    void install() {
        canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        canvas.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
        canvas.addEventHandler(MouseEvent.MOUSE_EXITED, event -> canvas.point(Double.NaN, Double.NaN));
        canvas.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        canvas.addEventHandler(ZoomEvent.ZOOM, this::pinched);
    }

    private void pressed(MouseEvent event) {
        canvas.requestFocus();
        pressX = event.getX();
        pressY = event.getY();
        lastX = pressX;
        lastY = pressY;
        boolean drags = event.getButton() == MouseButton.PRIMARY || event.getButton() == MouseButton.MIDDLE;
        drag = drags ? Drag.PRESSED : Drag.NONE;
    }

    private void dragged(MouseEvent event) {
        if (drag == Drag.PRESSED && Math.hypot(event.getX() - pressX, event.getY() - pressY) >= CLICK) {
            start(event);
        }
        if (drag == Drag.PAN) {
            canvas.setViewport(canvas.getViewport().pan(event.getX() - lastX, event.getY() - lastY));
            lastX = event.getX();
            lastY = event.getY();
        } else if (drag == Drag.BAND) {
            band.drag(event.getX(), event.getY());
        }
    }

    private void start(MouseEvent event) {
        canvas.point(Double.NaN, Double.NaN);
        if (keys.isShift(event) && event.getButton() == MouseButton.PRIMARY) {
            drag = Drag.BAND;
            band.begin(pressX, pressY);
        } else {
            drag = Drag.PAN;
            canvas.setCursor(Cursor.CLOSED_HAND);
        }
    }

    private void released(MouseEvent event) {
        switch (drag) {
            case NONE -> {
            }
            case PRESSED -> clicked(event);
            case PAN -> canvas.setCursor(Cursor.DEFAULT);
            case BAND -> finishBand();
        }
        drag = Drag.NONE;
    }

    /// Esc may have ended the band already.
    private void finishBand() {
        if (band.isActive()) {
            band.finish();
        }
    }

    private void clicked(MouseEvent event) {
        Optional<PlacedBox> box = canvas.boxAt(event.getX(), event.getY());
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (box.isEmpty()) {
            if (!keys.isShift(event)) {
                canvas.selection().clear();
                canvas.focusOn(null);
                canvas.selected();
            }
            return;
        }
        PlacedBox hit = box.get();
        if (event.getClickCount() % 2 == 0 && canvas.canToggle(hit.id())) {
            canvas.toggle(hit.id(), keys.isAlt(event));
        } else {
            canvas.click(hit, keys.isShift(event));
        }
    }

    private void moved(MouseEvent event) {
        canvas.point(event.getX(), event.getY());
    }

    private void scrolled(ScrollEvent event) {
        if (event.isDirect() && event.getTouchCount() == 1) {
            return;
        }
        Viewport now = canvas.getViewport();
        if (event.isShortcutDown() || event.isControlDown()) {
            double factor = Math.pow(WHEEL_ZOOM, event.getDeltaY());
            canvas.setViewport(now.zoomTo(now.zoom() * factor, event.getX(), event.getY()));
        } else if (event.isShiftDown() && event.getDeltaX() == 0) {
            canvas.setViewport(now.pan(event.getDeltaY(), 0));
        } else {
            canvas.setViewport(now.pan(event.getDeltaX(), event.getDeltaY()));
        }
        event.consume();
    }

    private void pinched(ZoomEvent event) {
        Viewport now = canvas.getViewport();
        canvas.setViewport(now.zoomTo(now.zoom() * event.getZoomFactor(), event.getX(), event.getY()));
        event.consume();
    }
}
