package dev.secateur.views.canvas.paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.canvas.GraphicsContext;

import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.theme.Token;

/// Paints the visible part of a scene. Keeps text measurements between paintings; one instance per thread.
public final class ScenePainter {
    /// Marks reach this far beyond their box (discs, notes), in scene units.
    private static final double REACH = 24;

    private final TextFit text = new TextFit();
    private final DotGrid dots = new DotGrid();

    /// The measurements, for others that draw the same texts.
    public TextFit text() {
        return text;
    }

    /// Paints over the whole of the viewport's width and height.
    public void paint(GraphicsContext g, Picture picture, Viewport viewport) {
        g.save();
        ground(g, picture.style(), viewport);
        double zoom = viewport.zoom();
        g.translate(-viewport.x() * zoom, -viewport.y() * zoom);
        g.scale(zoom, zoom);
        Brush brush = new Brush(new CanvasSurface(g, text), picture.style(), text, zoom);
        paint(brush, picture, viewport.visible().grow(REACH / Math.min(1, zoom)));
        g.restore();
    }

    /// The whole scene at 100 % as an SVG document in UTF-8.
    public String svg(Picture picture) {
        return svg(picture, picture.scene().bounds());
    }

    /// A part of a scene at 100 % as an SVG document in UTF-8.
    public String svg(Picture picture, Rect bounds) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$.0f\" height=\"%2$.0f\" "
                        + "viewBox=\"0 0 %1$.0f %2$.0f\">\n",
                Math.max(1, Math.ceil(bounds.w())),
                Math.max(1, Math.ceil(bounds.h()))));
        SvgSurface surface = new SvgSurface(out);
        surface.push(-bounds.x(), -bounds.y(), 1);
        surface.fillRect(bounds, picture.style().color(Token.GROUND));
        paint(new Brush(surface, picture.style(), text, 1), picture, bounds);
        surface.pop();
        return out.append("</svg>\n").toString();
    }

    private static void paint(Brush brush, Picture picture, Rect visible) {
        Detail detail = Detail.at(brush.zoom);
        List<PlacedBox> boxes = visibleBoxes(picture.scene(), visible, detail);
        EdgePainter edges = new EdgePainter(brush, detail);
        Layers layers = layers(brush, detail);
        boxes.stream().filter(PlacedBox::open).forEach(layers.frame());
        edges.paint(picture.scene(), visible, picture.marks(), picture.highlights());
        edges.labels(picture.scene(), visible);
        boxes.stream().filter(PlacedBox::open).forEach(layers.header());
        boxes.stream().filter(placed -> !placed.open()).forEach(layers.closed());
        MarkPainter marks = new MarkPainter(brush, detail, picture.scene().isLeftToRight());
        for (PlacedBox placed : boxes) {
            marks.paint(placed, picture.marks().of(placed.id()), picture.highlights());
        }
    }

    /// What is painted.
    ///
    /// @param scene      the places
    /// @param style      the colours
    /// @param marks      marks over boxes
    /// @param highlights selection, hover, focus
    public record Picture(GraphScene scene, PaintStyle style, Marks marks, Highlights highlights) {
        /// A scene without marks and highlights.
        public static Picture of(GraphScene scene, PaintStyle style) {
            return new Picture(scene, style, Marks.NONE, Highlights.NONE);
        }
    }

    private record Layers(Consumer<PlacedBox> frame, Consumer<PlacedBox> header, Consumer<PlacedBox> closed) {}

    private static Layers layers(Brush brush, Detail detail) {
        if (detail.hasText()) {
            BoxPainter painter = new BoxPainter(brush);
            return new Layers(painter::frame, painter::openHeader, painter::closed);
        }
        CoarsePainter painter = new CoarsePainter(brush, detail);
        if (detail == Detail.STAGES) {
            return new Layers(
                    painter::frame,
                    placed -> {
                        if (placed.kind() == BoxKind.STAGE) {
                            painter.stage(placed);
                        }
                    },
                    painter::closed);
        }
        return new Layers(painter::frame, painter::openHeader, painter::closed);
    }

    private static List<PlacedBox> visibleBoxes(GraphScene scene, Rect visible, Detail detail) {
        List<PlacedBox> boxes = new ArrayList<>();
        scene.forEachBoxIn(visible, placed -> {
            if (detail != Detail.STAGES || !isInsideStage(scene, placed)) {
                boxes.add(placed);
            }
        });
        return boxes;
    }

    private static boolean isInsideStage(GraphScene scene, PlacedBox placed) {
        PlacedBox at = placed;
        while (at.depth() > 0) {
            at = scene.find(at.box().parent()).orElseThrow();
            if (at.kind() == BoxKind.STAGE) {
                return true;
            }
        }
        return false;
    }

    private void ground(GraphicsContext g, PaintStyle style, Viewport viewport) {
        g.setFill(style.color(Token.GROUND));
        g.fillRect(0, 0, viewport.width(), viewport.height());
        dots.paint(g, viewport, style.color(Token.GROUND_DOT));
    }
}
