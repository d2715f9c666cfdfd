package dev.secateur.views.scop;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Theme;

/// A region that paints itself in the colours of the theme.
abstract class Painted extends Region {

    private final Canvas canvas = new Canvas();
    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);

    Painted(double height) {
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        setMinSize(0, 0);
        setPrefHeight(height);
        // A region without ground lets the pointer through where nothing is painted.
        setPickOnBounds(true);
        theme.addListener(o -> requestLayout());
    }

    final ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    final void repaint() {
        requestLayout();
    }

    @Override
    protected final void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext gc = canvas.getGraphicsContext2D();
        gc.clearRect(0, 0, getWidth(), getHeight());
        if (getWidth() > 40 && getHeight() > 40) {
            paint(gc, theme.get().palette());
        }
    }

    abstract void paint(GraphicsContext gc, Palette palette);
}
