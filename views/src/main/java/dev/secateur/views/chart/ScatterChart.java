package dev.secateur.views.chart;

import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.chart.ScatterPlot.Goal;
import dev.secateur.views.chart.ScatterPlot.Point;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.theme.Token;

/// Points over two axes with the line around the best of them.
public final class ScatterChart extends Region {

    private static final double FAST = 10;

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private final Canvas canvas = new Canvas();
    private ScatterPlot plot = ScatterPlot.EMPTY;
    private @Nullable ScatterPainter painter;
    private int lit = -1;
    private @Nullable Goal dragged;
    private BiConsumer<Boolean, Double> onGoal = (across, value) -> {};

    public ScatterChart() {
        getStyleClass().add("chart-pane");
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        setMinSize(0, 0);
        theme.addListener(o -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> setCursor(
                goalAt(e).map(g -> g.across() ? Cursor.H_RESIZE : Cursor.V_RESIZE).orElse(Cursor.DEFAULT)));
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> {
            dragged = e.getButton() == MouseButton.PRIMARY ? goalAt(e).orElse(null) : null;
            if (!plot.goals().isEmpty()) {
                requestFocus();
            }
        });
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
        addEventHandler(KeyEvent.KEY_PRESSED, this::step);
    }

    /// Called with the axis (true for the horizontal one) and the value to which the user moved its goal: by mouse, or by arrow keys,
    /// with Shift ten steps at once.
    public void setOnGoal(BiConsumer<Boolean, Double> action) {
        onGoal = action;
    }

    private Optional<Goal> goalAt(MouseEvent event) {
        return painter == null || at(event.getX(), event.getY()).isPresent()
                ? Optional.empty()
                : painter.goalAt(event.getX(), event.getY());
    }

    private void drag(MouseEvent event) {
        Goal goal = dragged;
        if (goal != null && painter != null) {
            onGoal.accept(goal.across(), painter.valueAt(goal.across(), event.getX(), event.getY()));
        }
    }

    private void step(KeyEvent event) {
        boolean across = event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT;
        boolean up = event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN;
        ScatterPainter made = painter;
        Optional<Goal> goal = plot.goals().stream().filter(g -> g.across() == across).findFirst();
        if ((across || up) && made != null && goal.isPresent()) {
            double sign = event.getCode() == KeyCode.RIGHT || event.getCode() == KeyCode.UP ? 1 : -1;
            onGoal.accept(across,
                    goal.get().value() + sign * (event.isShiftDown() ? FAST : 1) * made.keyStep(across));
            event.consume();
        }
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// Shows other points.
    public void show(ScatterPlot other) {
        plot = other;
        setFocusTraversable(!other.goals().isEmpty());
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
