package dev.secateur.views.canvas.paint;

import javafx.scene.paint.Color;

import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Row;
import dev.secateur.views.theme.ColorScale;
import dev.secateur.views.theme.Token;
import dev.secateur.views.theme.Typeface;

/// Paints boxes below 60 % zoom: colours, and ids while they can be read.
final class CoarsePainter {
    private static final double ID_SIZE = 10;
    private static final double CELL = 56;

    private final Brush brush;
    private final Detail detail;

    CoarsePainter(Brush brush, Detail detail) {
        this.brush = brush;
        this.detail = detail;
    }

    void frame(PlacedBox placed) {
        boolean stage = placed.kind() == BoxKind.STAGE;
        Rect rect = placed.bounds();
        brush.fill(rect, brush.style.color(Token.BORDER));
        double line = 1 / brush.zoom;
        brush.fill(rect.grow(-line), brush.style.color(stage ? Token.SUBTLE : Token.CANVAS));
    }

    void openHeader(PlacedBox placed) {
        Rect rect = placed.bounds();
        double height = placed.kind() == BoxKind.STAGE ? 28 : 22;
        if (detail == Detail.IDS) {
            id(placed.box().title(), new Rect(rect.x(), rect.y(), rect.w(), height), brush.style.color(Token.TEXT));
        }
    }

    /// An open stage below 10 %: one box with its name, in place of what is inside.
    void stage(PlacedBox placed) {
        Rect rect = placed.bounds();
        brush.fill(rect, brush.style.color(Token.BORDER));
        brush.fill(rect.grow(-1 / brush.zoom), brush.style.color(Token.BLOCK_HEADER));
        id(placed.box().title(), rect, brush.style.color(Token.TEXT));
    }

    void closed(PlacedBox placed) {
        Rect rect = placed.bounds();
        Color left = ground(placed);
        brush.fill(rect, left);
        if (placed.kind() == BoxKind.NODE && detail != Detail.STAGES) {
            rows(placed);
        }
        if (detail == Detail.IDS) {
            id(placed.box().title(), placed.rowsArea(), ColorScale.textOn(left));
        }
    }

    private void rows(PlacedBox placed) {
        Rect rect = placed.rowsArea();
        if (!placed.box().facts().isEmpty()) {
            brush.fill(placed.bounds(), brush.style.color(Token.BORDER_MUTED));
        }
        int count = placed.box().rows().size();
        double height = rect.h() / count;
        for (int i = 0; i < count; i++) {
            Row row = placed.box().rows().get(i);
            Rect line = new Rect(rect.x(), rect.y() + i * height, rect.w(), height);
            brush.fill(line, brush.style.palette().operator(row.operatorClass()));
            if (row.reading().isShown()) {
                double cell = Math.min(CELL, rect.w() * 0.45);
                brush.fill(new Rect(line.right() - cell, line.y(), cell, height), value(row.reading()));
            }
        }
    }

    private Color ground(PlacedBox placed) {
        return switch (placed.kind()) {
            case ENDPOINT -> brush.style.color(Token.BORDER);
            case NODE ->
                brush.style.palette().operator(placed.box().rows().getFirst().operatorClass());
            case BLOCK, STAGE -> value(placed.box().bodyReading());
        };
    }

    private Color value(Reading reading) {
        if (reading instanceof Reading.Value(String text, double position) && !Double.isNaN(position)) {
            return brush.style.value(position);
        }
        return brush.style.color(reading.isShown() ? Token.HATCH : Token.BLOCK_HEADER);
    }

    /// The id at a size that can be read, only where it fits.
    private void id(String title, Rect rect, Color color) {
        double size = ID_SIZE / brush.zoom;
        if (rect.h() < size * 0.9 || rect.w() * brush.zoom < 28) {
            return;
        }
        double room = rect.w() * brush.zoom - 6;
        TextFit.FaceSize unscaled = new TextFit.FaceSize(Typeface.TEXT_MEDIUM, ID_SIZE);
        String fitted = brush.text.fit(unscaled, title, room);
        brush.surface.push(rect.x() + 3 / brush.zoom, rect.centerY(), 1 / brush.zoom);
        brush.left(unscaled, fitted, 0, 0, room + 1, color);
        brush.surface.pop();
    }
}
