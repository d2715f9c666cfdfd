package dev.secateur.views.canvas.paint;

import javafx.scene.paint.Color;

import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.theme.Token;

/// Paints what lies over boxes: refused, removed, merged, coupled, dimmed, selected, hovered, focused.
final class MarkPainter {
    private static final double DISC = 18;
    private static final double REASON_HEIGHT = 16;
    private static final Pen SIGN = new Pen(Color.WHITE, 1.6).rounded();

    private final Brush brush;
    private final Detail detail;
    private final boolean notesBelow;

    /// @param notesBelow whether notes stand below their box instead of at its right, where the next one is
    MarkPainter(Brush brush, Detail detail, boolean notesBelow) {
        this.brush = brush;
        this.detail = detail;
        this.notesBelow = notesBelow;
    }

    void paint(PlacedBox placed, Mark mark, Highlights highlights) {
        Rect rect = placed.bounds();
        double radius = radius(placed);
        switch (mark.state()) {
            case PLAIN -> {
            }
            case REFUSED -> refused(placed, radius, mark);
            case REMOVED -> removed(rect, radius, mark);
            case MERGED -> merged(rect, radius, mark);
            case ADDED -> outlined(rect, radius, mark, color(Token.MERGED));
            case CHANGED -> outlined(rect, radius, mark, color(Token.WARNING));
        }
        switch (mark.emphasis()) {
            case NORMAL -> {
            }
            case COUPLED -> brush.strokeRound(rect.grow(out(1.5)), radius + 1.5, color(Token.COUPLED), px(2));
            case DIMMED ->
                brush.fillRound(rect.grow(1), radius, brush.withAlpha(color(Token.GROUND), 0.65));
        }
        if (highlights.selected().contains(placed.id())) {
            selected(rect, radius);
        } else if (highlights.isHovered(placed.id())) {
            brush.strokeRound(rect.grow(out(1)), radius + 1, color(Token.TEXT_MUTED), px(1.5));
        }
        if (highlights.isFocused(placed.id())) {
            brush.strokeRound(rect.grow(out(5)), radius + 5, color(Token.ACCENT), px(1.5));
        }
    }

    private void selected(Rect rect, double radius) {
        Color accent = color(Token.ACCENT);
        brush.strokeRound(rect.grow(out(2)), radius + 2, accent, px(2.5));
        if (detail.hasText()) {
            disc(rect, accent);
            check(rect.right() - 1, rect.y() + 1);
        }
    }

    private void refused(PlacedBox placed, double radius, Mark mark) {
        Rect rect = placed.bounds();
        Color danger = color(Token.DANGER);
        if (detail.hasText()) {
            double header = rect.h() > 30 ? 22 : 0;
            Rect body = new Rect(rect.x() + 1, rect.y() + header, rect.w() - 2, rect.h() - header - 1);
            brush.hatch(body, hatch(placed), 1.25);
        }
        brush.surface.strokeRound(
                rect.grow(out(2)), radius + 2, new Pen(danger, px(2)).dashed(px(5), px(3)));
        if (detail.hasText()) {
            reason(rect, mark.reason(), danger, color(Token.DANGER_GROUND));
            disc(rect, danger);
            ban(rect.right() - 1, rect.y() + 1);
        }
    }

    /// Away from the colour of the text, so that it stays readable.
    private Color hatch(PlacedBox placed) {
        boolean onValue = placed.kind().isGroup()
                && placed.box().bodyReading() instanceof Reading.Value(String text, double position)
                && !Double.isNaN(position)
                && brush.style.valueText(position) != Color.WHITE;
        boolean plainGroup = placed.kind().isGroup() && !(placed.box().bodyReading() instanceof Reading.Value);
        boolean lighten = onValue || plainGroup && !brush.style.isLight();
        return brush.withAlpha(lighten ? Color.WHITE : Color.BLACK, lighten ? 0.30 : 0.22);
    }

    private void reason(Rect rect, String reason, Color ink, Color ground) {
        if (reason.isEmpty()) {
            return;
        }
        Rect line = new Rect(rect.x(), rect.bottom() + 4, rect.w(), REASON_HEIGHT);
        brush.fillRound(line, 3, ground);
        brush.center(Brush.SMALL, reason, line.centerX(), line.centerY(), line.w() - 8, ink);
    }

    private void removed(Rect rect, double radius, Mark mark) {
        Color ink = color(Token.REMOVED);
        double width = rect.w() * mark.share();
        Rect part = new Rect(rect.right() - width, rect.y(), width, rect.h());
        brush.fillRound(part, mark.share() < 1 ? 2 : radius, brush.withAlpha(color(Token.REMOVED_GROUND), 0.82));
        if (detail.hasText()) {
            brush.hatch(part, brush.withAlpha(ink, 0.55), 1);
        }
        Pen dashes = new Pen(ink, px(1.5)).dashed(px(5), px(3));
        if (mark.share() < 1) {
            brush.line(part.x(), part.y(), part.x(), part.bottom(), dashes);
        }
        brush.surface.strokeRound(rect.grow(out(1)), radius + 1, dashes);
        note(rect, mark.reason(), ink);
    }

    private void merged(Rect rect, double radius, Mark mark) {
        Color ink = color(Token.MERGED);
        brush.strokeRound(rect.grow(out(1)), radius + 1, ink, px(2));
        if (detail.hasText()) {
            Rect corner = new Rect(rect.x(), rect.y(), 2, rect.h());
            disc(corner, ink);
            join(corner.right() - 1, corner.y() + 1);
        }
        note(rect, mark.reason(), ink);
    }

    /// A firm line for what is new, a dotted one for what is changed, so that colour is not the only difference.
    private void outlined(Rect rect, double radius, Mark mark, Color ink) {
        Pen line = new Pen(ink, px(2));
        brush.surface.strokeRound(rect.grow(out(1)), radius + 1,
                mark.state() == Mark.State.ADDED ? line : line.dashed(px(2), px(2)));
        note(rect, mark.reason(), ink);
    }

    /// A word at the right of the box; it may overlap an edge, so it stands on a patch of ground.
    private void note(Rect rect, String note, Color ink) {
        if (note.isEmpty() || !detail.hasText()) {
            return;
        }
        if (notesBelow) {
            brush.center(Brush.SMALL, note, rect.centerX(), rect.bottom() + 12, rect.w(), ink);
            return;
        }
        double x = rect.right() + 10;
        double width = Math.min(160, brush.text.width(Brush.SMALL, brush.text.fit(Brush.SMALL, note, 160)));
        brush.fillRound(new Rect(x - 3, rect.centerY() - 8, width + 6, 16), 3, color(Token.GROUND));
        brush.left(Brush.SMALL, note, x, rect.centerY(), 160, ink);
    }

    private void disc(Rect rect, Color color) {
        double cx = rect.right() - 1;
        double cy = rect.y() + 1;
        brush.surface.fillDisc(cx, cy, DISC / 2 + 1.5, color(Token.CANVAS));
        brush.surface.fillDisc(cx, cy, DISC / 2, color);
    }

    private void check(double cx, double cy) {
        brush.surface.strokeLine(new double[]{cx - 4, cy + 0.2, cx - 1.2, cy + 3, cx + 4, cy - 3}, SIGN);
    }

    private void ban(double cx, double cy) {
        brush.surface.strokeDisc(cx, cy, 5, SIGN);
        brush.line(cx - 3.5, cy - 3.5, cx + 3.5, cy + 3.5, SIGN);
    }

    private void join(double cx, double cy) {
        brush.surface.strokeLine(new double[]{cx - 4, cy - 4, cx, cy, cx, cy + 4.5}, SIGN);
        brush.line(cx + 4, cy - 4, cx, cy, SIGN);
    }

    private double radius(PlacedBox placed) {
        return switch (placed.kind()) {
            case ENDPOINT -> placed.bounds().h() / 2;
            case NODE, BLOCK -> BoxPainter.RADIUS;
            case STAGE -> placed.open() ? BoxPainter.STAGE_RADIUS : BoxPainter.RADIUS;
        };
    }

    /// A line width or dash that stays at least as many px on the screen when zoomed out.
    private double px(double width) {
        return width / Math.min(1, brush.zoom);
    }

    private double out(double distance) {
        return distance / Math.min(1, brush.zoom);
    }

    private Color color(Token token) {
        return brush.style.color(token);
    }
}
