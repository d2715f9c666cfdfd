package dev.secateur.views.canvas.paint;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.paint.TextFit.FaceSize;
import dev.secateur.views.theme.Typeface;

/// A graphics context in scene units with the few shapes that a graph consists of.
final class Brush {
    static final FaceSize TITLE = new FaceSize(Typeface.TEXT_SEMIBOLD, 12.5);
    static final FaceSize OPERATOR = new FaceSize(Typeface.TEXT_MEDIUM, 12.5);
    static final FaceSize BODY = new FaceSize(Typeface.TEXT, 12.5);
    static final FaceSize SMALL = new FaceSize(Typeface.TEXT, 11.5);
    static final FaceSize VALUE = new FaceSize(Typeface.MONO, 12);
    static final FaceSize SMALL_VALUE = new FaceSize(Typeface.MONO, 11.5);

    private static final double HATCH_STEP = 6;

    final GraphicsContext g;
    final PaintStyle style;
    final TextFit text;
    final double zoom;

    Brush(GraphicsContext g, PaintStyle style, TextFit text, double zoom) {
        this.g = g;
        this.style = style;
        this.text = text;
        this.zoom = zoom;
        g.setTextBaseline(VPos.CENTER);
        g.setLineCap(StrokeLineCap.BUTT);
        g.setLineJoin(StrokeLineJoin.ROUND);
    }

    void fill(Rect rect, Paint paint) {
        g.setFill(paint);
        g.fillRect(rect.x(), rect.y(), rect.w(), rect.h());
    }

    void fillRound(Rect rect, double radius, Paint paint) {
        g.setFill(paint);
        g.fillRoundRect(rect.x(), rect.y(), rect.w(), rect.h(), 2 * radius, 2 * radius);
    }

    void strokeRound(Rect rect, double radius, Paint paint, double width) {
        g.setStroke(paint);
        g.setLineWidth(width);
        g.strokeRoundRect(rect.x(), rect.y(), rect.w(), rect.h(), 2 * radius, 2 * radius);
    }

    /// A rectangle whose corners are rounded one by one.
    void fillCorners(Rect rect, Corners corners, Paint paint) {
        g.setFill(paint);
        path(rect, corners);
        g.fill();
    }

    void strokeCorners(Rect rect, Corners corners, Paint paint, double width) {
        g.setStroke(paint);
        g.setLineWidth(width);
        path(rect, corners);
        g.stroke();
    }

    void line(double x1, double y1, double x2, double y2, Paint paint, double width) {
        g.setStroke(paint);
        g.setLineWidth(width);
        g.strokeLine(x1, y1, x2, y2);
    }

    void dashes(double... lengths) {
        g.setLineDashes(lengths);
    }

    /// 45° lines over a rectangle, rising to the right, in phase with the scene so that neighbours join.
    void hatch(Rect rect, Color color, double width) {
        g.setStroke(color);
        g.setLineWidth(width);
        g.beginPath();
        double first = Math.ceil((rect.x() + rect.y()) / HATCH_STEP) * HATCH_STEP;
        for (double sum = first; sum < rect.right() + rect.bottom(); sum += HATCH_STEP) {
            double x1 = Math.max(rect.x(), sum - rect.bottom());
            double x2 = Math.min(rect.right(), sum - rect.y());
            if (x2 > x1) {
                g.moveTo(x1, sum - x1);
                g.lineTo(x2, sum - x2);
            }
        }
        g.stroke();
    }

    /// Text from `x` on, cut to `room`; returns the width used.
    double left(FaceSize font, String string, double x, double middle, double room, Paint paint) {
        String fitted = text.fit(font, string, room);
        g.setTextAlign(TextAlignment.LEFT);
        draw(font, fitted, x, middle, paint);
        return fitted.isEmpty() ? 0 : text.width(font, fitted);
    }

    /// Text that ends at `x`, cut to `room`; returns the width used.
    double right(FaceSize font, String string, double x, double middle, double room, Paint paint) {
        String fitted = text.fit(font, string, room);
        g.setTextAlign(TextAlignment.RIGHT);
        draw(font, fitted, x, middle, paint);
        return fitted.isEmpty() ? 0 : text.width(font, fitted);
    }

    void center(FaceSize font, String string, double x, double middle, double room, Paint paint) {
        g.setTextAlign(TextAlignment.CENTER);
        draw(font, text.fit(font, string, room), x, middle, paint);
    }

    void chevron(double x, double y, boolean down, Paint paint) {
        g.setStroke(paint);
        g.setLineWidth(1.4);
        g.setLineCap(StrokeLineCap.ROUND);
        if (down) {
            g.strokePolyline(new double[]{x - 3.5, x, x + 3.5}, new double[]{y - 1.75, y + 1.75, y - 1.75}, 3);
        } else {
            g.strokePolyline(new double[]{x - 1.75, x + 1.75, x - 1.75}, new double[]{y - 3.5, y, y + 3.5}, 3);
        }
        g.setLineCap(StrokeLineCap.BUTT);
    }

    Color withAlpha(Color color, double alpha) {
        return Color.color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private void draw(FaceSize font, String string, double x, double middle, Paint paint) {
        if (!string.isEmpty()) {
            g.setFont(text.font(font));
            g.setFill(paint);
            g.fillText(string, x, middle);
        }
    }

    private void path(Rect r, Corners c) {
        g.beginPath();
        g.moveTo(r.x() + c.topLeft, r.y());
        g.lineTo(r.right() - c.topRight, r.y());
        g.arcTo(r.right(), r.y(), r.right(), r.y() + c.topRight, c.topRight);
        g.lineTo(r.right(), r.bottom() - c.bottomRight);
        g.arcTo(r.right(), r.bottom(), r.right() - c.bottomRight, r.bottom(), c.bottomRight);
        g.lineTo(r.x() + c.bottomLeft, r.bottom());
        g.arcTo(r.x(), r.bottom(), r.x(), r.bottom() - c.bottomLeft, c.bottomLeft);
        g.lineTo(r.x(), r.y() + c.topLeft);
        g.arcTo(r.x(), r.y(), r.x() + c.topLeft, r.y(), c.topLeft);
        g.closePath();
    }

    /// Corner radii.
    record Corners(double topLeft, double topRight, double bottomRight, double bottomLeft) {
        static Corners top(double radius) {
            return new Corners(radius, radius, 0, 0);
        }

        static Corners bottom(double radius) {
            return new Corners(0, 0, radius, radius);
        }
    }
}
