package dev.secateur.views.gamma;

import java.util.function.DoubleConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.Theme;

/// A histogram of scales with a threshold that is dragged or moved by the arrow keys.
final class GammaChart extends Region {

    private static final double FINE = 200;
    private static final int COARSE = 10;

    private final boolean compact;
    private final Canvas canvas = new Canvas();
    private DoubleConsumer onMoved = value -> {};
    private Runnable onReset = () -> {};
    private Runnable onPressed = () -> {};
    private @Nullable GammaPlot plot;
    private Theme theme = Theme.LIGHT;
    private double pressed;
    private boolean dragged;

    /// @param compact true for a small one without titles
    GammaChart(boolean compact) {
        this.compact = compact;
        getStyleClass().add("gamma-chart");
        getChildren().add(canvas);
        canvas.setMouseTransparent(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        if (!compact) {
            setFocusTraversable(true);
            setOnKeyPressed(this::key);
            setCursor(Cursor.H_RESIZE);
        }
        setOnMousePressed(event -> {
            pressed = event.getX();
            dragged = false;
            onPressed.run();
            if (!compact) {
                requestFocus();
                move(event.getX());
            }
        });
        setOnMouseDragged(event -> {
            // A click that trembles is no drag.
            dragged |= Math.abs(event.getX() - pressed) > 3;
            if (dragged || !compact) {
                move(event.getX());
            }
        });
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
                onReset.run();
            }
        });
    }

    /// Told the value to which the line is moved.
    void setOnMoved(DoubleConsumer action) {
        onMoved = action;
    }

    /// Told of a double-click.
    void setOnReset(Runnable action) {
        onReset = action;
    }

    /// Told when the mouse goes down.
    void setOnPressed(Runnable action) {
        onPressed = action;
    }

    void show(GammaPlot other, Theme look) {
        plot = other;
        theme = look;
        draw();
    }

    private GammaFrame frame() {
        return compact ? GammaFrame.compact(getWidth(), getHeight()) : GammaFrame.full(getWidth(), getHeight());
    }

    private void move(double x) {
        GammaPlot shown = plot;
        if (shown != null && shown.movable()) {
            onMoved.accept(frame().value(shown.bars(), x));
        }
    }

    private void key(KeyEvent event) {
        GammaPlot shown = plot;
        if (shown == null) {
            return;
        }
        double step = shown.bars().range().top() / FINE * (event.isShiftDown() ? COARSE : 1);
        double to = switch (event.getCode()) {
            case LEFT -> Math.max(0, shown.threshold() - step);
            case RIGHT -> shown.threshold() + step;
            case HOME -> 0;
            case END -> shown.bars().range().top();
            default -> Double.NaN;
        };
        if (!Double.isNaN(to)) {
            onMoved.accept(to);
            event.consume();
        }
    }

    private void draw() {
        GammaPlot shown = plot;
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (shown == null || getWidth() <= 0 || getHeight() <= 0) {
            return;
        }
        GammaPainter painter = new GammaPainter(pen, theme.palette(), frame(), shown);
        if (compact) {
            painter.compact();
        } else {
            painter.full();
        }
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }
}
