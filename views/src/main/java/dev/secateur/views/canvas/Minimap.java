package dev.secateur.views.canvas;

import java.util.Set;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.canvas.paint.PaintStyle;
import dev.secateur.views.canvas.paint.ScenePainter.Picture;
import dev.secateur.views.theme.Token;

/// The whole graph in small, with the visible part outlined; click or drag moves there.
final class Minimap extends Pane {
    static final double WIDTH = 208;
    static final double HEIGHT = 84;
    private static final double INSET = 8;

    private final GraphCanvas owner;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private final Rectangle frame = new Rectangle();
    private @Nullable Painted painted;

    Minimap(GraphCanvas owner) {
        this.owner = owner;
        getStyleClass().addAll("floating", "minimap");
        setMinSize(WIDTH, HEIGHT);
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        frame.setArcWidth(4);
        frame.setArcHeight(4);
        frame.setFill(null);
        frame.setStrokeWidth(1.5);
        getChildren().addAll(canvas, frame);
        addEventHandler(MouseEvent.ANY, this::mouse);
    }

    /// What the boxes were painted from; they are painted anew only when it changes, not in every frame.
    private record Painted(GraphScene scene, PaintStyle style, Marks marks, Set<Long> selected) {}

    void paint(Picture picture) {
        if (!isVisible()) {
            return;
        }
        Viewport map = map(picture.scene());
        Painted now = new Painted(picture.scene(), picture.style(), picture.marks(), picture.highlights().selected());
        if (!now.equals(painted)) {
            painted = now;
            GraphicsContext g = canvas.getGraphicsContext2D();
            g.clearRect(0, 0, WIDTH, HEIGHT);
            for (PlacedBox placed : picture.scene().boxes()) {
                box(g, picture, placed, map.toView(placed.bounds()));
            }
        }
        Rect shown = map.toView(owner.getViewport().visible());
        frame.setX(Math.clamp(shown.x(), 2, WIDTH - 2));
        frame.setY(Math.clamp(shown.y(), 2, HEIGHT - 2));
        frame.setWidth(Math.clamp(shown.right(), 2, WIDTH - 2) - frame.getX());
        frame.setHeight(Math.clamp(shown.bottom(), 2, HEIGHT - 2) - frame.getY());
        frame.setStroke(picture.style().palette().color(Token.ACCENT));
    }

    private static Viewport map(GraphScene scene) {
        Viewport full = new Viewport(0, 0, 1, WIDTH, HEIGHT);
        Rect bounds = scene.bounds();
        double zoom = Math.min(
                (WIDTH - 2 * INSET) / Math.max(1, bounds.w()), (HEIGHT - 2 * INSET) / Math.max(1, bounds.h()));
        return zoom >= Viewport.MIN_ZOOM ? full.fit(bounds, INSET, 0.25) : full.fit(bounds, INSET, Viewport.MIN_ZOOM);
    }

    private static void box(GraphicsContext g, Picture picture, PlacedBox placed, Rect rect) {
        double w = Math.max(1, rect.w());
        double h = Math.max(1, rect.h() - 0.5);
        if (placed.open()) {
            return;
        }
        g.setFill(color(picture.style(), placed));
        g.fillRect(rect.x(), rect.y(), w, h);
        boolean selected = picture.highlights().selected().contains(placed.id());
        boolean refused = picture.marks().of(placed.id()).state() == Mark.State.REFUSED;
        if (selected || refused) {
            g.setStroke(picture.style().palette().color(selected ? Token.ACCENT : Token.DANGER));
            g.setLineWidth(1.25);
            g.strokeRect(rect.x(), rect.y(), w, h);
        }
    }

    private static Color color(PaintStyle style, PlacedBox placed) {
        Reading reading = placed.box().bodyReading();
        if (reading instanceof Reading.Value(String text, double position) && !Double.isNaN(position)) {
            return style.value(position);
        }
        return placed.kind() == BoxKind.NODE
                ? style.palette().operator(placed.box().rows().getFirst().operatorClass())
                : style.palette().color(Token.BORDER);
    }

    private void mouse(MouseEvent event) {
        event.consume();
        if (event.getEventType() == MouseEvent.MOUSE_PRESSED || event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
            Viewport map = map(owner.getGraph());
            Viewport now = owner.getViewport();
            double x = map.toSceneX(event.getX()) - now.width() / 2 / now.zoom();
            double y = map.toSceneY(event.getY()) - now.height() / 2 / now.zoom();
            owner.setViewport(new Viewport(x, y, now.zoom(), now.width(), now.height()));
        }
    }
}
