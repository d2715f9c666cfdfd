package dev.secateur.views.chart;

import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.chart.ScatterPlot.Point;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.theme.Token;

/// Points over two axes with the line around the best of them.
public final class ScatterChart extends Region {

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private final Canvas canvas = new Canvas();
    private ScatterPlot plot = ScatterPlot.EMPTY;
    private @Nullable ScatterPainter painter;
    private int lit = -1;

    public ScatterChart() {
        getStyleClass().add("chart-pane");
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        setMinSize(0, 0);
        theme.addListener(o -> requestLayout());
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// Shows other points.
    public void show(ScatterPlot other) {
        plot = other;
        requestLayout();
    }

    /// The point at a place of this chart.
    public Optional<Point> at(double x, double y) {
        return painter == null ? Optional.empty() : painter.at(x, y);
    }

    /// Enlarges the point with this id; a negative one means none.
    public void light(int id) {
        if (lit != id) {
            lit = id;
            requestLayout();
        }
    }

    /// The chart as an SVG document.
    public static String svg(ScatterPlot plot, Theme theme, double width, double height) {
        SvgInk ink = new SvgInk();
        new ScatterPainter(plot, theme.palette(), width, height).draw(ink, -1);
        return ink.document(width, height, theme.palette().color(Token.CANVAS));
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        canvas.setWidth(width);
        canvas.setHeight(height);
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(theme.get().palette().color(Token.CANVAS));
        g.fillRect(0, 0, width, height);
        ScatterPainter made = new ScatterPainter(plot, theme.get().palette(), width, height);
        painter = made;
        if (!plot.points().isEmpty()) {
            made.draw(new CanvasInk(g), lit);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 480;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 320;
    }
}
