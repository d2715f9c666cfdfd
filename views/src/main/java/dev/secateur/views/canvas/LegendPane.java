package dev.secateur.views.canvas;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.Legend.Tick;
import dev.secateur.views.canvas.paint.ScaleRange;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// Title, gradient, ticks, the sign for "no data", and two handles that stretch the colours over a part of the values.
final class LegendPane extends Pane {
    static final double WIDTH = 264;
    static final double HEIGHT = 80;
    private static final double LEFT = 12;
    private static final double BAR_WIDTH = 180;
    private static final double BAR_TOP = 30;
    private static final double BAR_HEIGHT = 12;
    private static final double HATCH_LEFT = 210;
    private static final double HATCH_WIDTH = 42;
    private static final double LEAST_RANGE = 0.02;

    private final GraphCanvas owner;
    private final Label title = new Label();
    private final Label unit = new Label();
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private boolean draggingLow;

    LegendPane(GraphCanvas owner) {
        this.owner = owner;
        getStyleClass().addAll("floating", "graph-legend");
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        title.getStyleClass().add("legend-title");
        unit.getStyleClass().add("legend-unit");
        unit.setMinWidth(USE_PREF_SIZE);
        BorderPane head = new BorderPane();
        head.setCenter(title);
        head.setRight(unit);
        BorderPane.setAlignment(title, javafx.geometry.Pos.CENTER_LEFT);
        head.setPrefWidth(WIDTH - 2 * LEFT);
        head.relocate(LEFT, 6);
        head.setMouseTransparent(true);
        canvas.setMouseTransparent(true);
        getChildren().addAll(canvas, head);
        owner.look().legendProperty().addListener((o, before, after) -> paint(after));
        // A listener to changes, for those come after the look has taken its colours from the theme.
        owner.look().themeProperty().addListener((o, was, is) -> paint(owner.look().legendProperty().get()));
        owner.look().rangeProperty().addListener(o -> paint(owner.look().legendProperty().get()));
        addEventHandler(MouseEvent.ANY, this::mouse);
    }

    private void paint(@Nullable Legend legend) {
        if (legend == null) {
            return;
        }
        title.setText(legend.title());
        unit.setText(legend.unit());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        bar(g);
        Color muted = color(Token.TEXT_MUTED);
        g.setFont(Typeface.MONO.at(11));
        g.setTextBaseline(VPos.CENTER);
        g.setFill(muted);
        for (Tick tick : legend.ticks()) {
            double at = Math.clamp(tick.position(), 0, 1);
            g.setTextAlign(at < 0.05 ? TextAlignment.LEFT : at > 0.95 ? TextAlignment.RIGHT : TextAlignment.CENTER);
            g.fillText(tick.text(), LEFT + at * BAR_WIDTH, 63);
        }
        noData(g, muted);
        handle(g, owner.look().rangeProperty().get().low());
        handle(g, owner.look().rangeProperty().get().high());
    }

    private void bar(GraphicsContext g) {
        for (int i = 0; i < BAR_WIDTH; i++) {
            g.setFill(owner.look().style().value(i / (BAR_WIDTH - 1)));
            g.fillRect(LEFT + i, BAR_TOP, 1, BAR_HEIGHT);
        }
        g.setStroke(color(Token.BORDER));
        g.setLineWidth(1);
        g.strokeRect(LEFT - 0.5, BAR_TOP - 0.5, BAR_WIDTH + 1, BAR_HEIGHT + 1);
    }

    private void noData(GraphicsContext g, Color muted) {
        g.setStroke(color(Token.HATCH));
        g.setLineWidth(1);
        for (double sum = 6; sum < HATCH_WIDTH + BAR_HEIGHT; sum += 6) {
            double from = Math.max(0, sum - BAR_HEIGHT);
            double to = Math.min(HATCH_WIDTH, sum);
            g.strokeLine(HATCH_LEFT + from, BAR_TOP + sum - from, HATCH_LEFT + to, BAR_TOP + sum - to);
        }
        g.setStroke(color(Token.BORDER));
        g.strokeRect(HATCH_LEFT - 0.5, BAR_TOP - 0.5, HATCH_WIDTH + 1, BAR_HEIGHT + 1);
        g.setFont(Typeface.TEXT.at(11));
        g.setTextAlign(TextAlignment.CENTER);
        g.setFill(muted);
        g.fillText("no data", HATCH_LEFT + HATCH_WIDTH / 2, 63);
    }

    private void handle(GraphicsContext g, double position) {
        double x = LEFT + position * BAR_WIDTH;
        double y = BAR_TOP + BAR_HEIGHT + 2;
        g.setFill(color(Token.TEXT));
        g.fillPolygon(new double[]{x - 4, x + 4, x}, new double[]{y + 6, y + 6, y}, 3);
    }

    private Color color(Token token) {
        return owner.look().style().palette().color(token);
    }

    private void mouse(MouseEvent event) {
        event.consume();
        double position = Math.clamp((event.getX() - LEFT) / BAR_WIDTH, 0, 1);
        ScaleRange now = owner.look().rangeProperty().get();
        if (event.getEventType() == MouseEvent.MOUSE_CLICKED && event.getClickCount() == 2) {
            owner.look().rangeProperty().set(ScaleRange.ALL);
        } else if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
            draggingLow = Math.abs(position - now.low()) < Math.abs(position - now.high());
        } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
            owner.look().rangeProperty()
                    .set(
                            draggingLow
                                    ? new ScaleRange(Math.min(position, now.high() - LEAST_RANGE), now.high())
                                    : new ScaleRange(now.low(), Math.max(position, now.low() + LEAST_RANGE)));
        }
    }
}
