package dev.secateur.views.canvas.paint;

import java.util.Arrays;
import javafx.scene.paint.Color;

import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.paint.Surface.Align;
import dev.secateur.views.canvas.paint.TextFit.FaceSize;
import dev.secateur.views.theme.Typeface;

/// A surface with the style, the measurements and the few signs that a graph consists of.
final class Brush {
    static final FaceSize TITLE = new FaceSize(Typeface.TEXT_SEMIBOLD, 12.5);
    static final FaceSize OPERATOR = new FaceSize(Typeface.TEXT_MEDIUM, 12.5);
    static final FaceSize BODY = new FaceSize(Typeface.TEXT, 12.5);
    static final FaceSize SMALL = new FaceSize(Typeface.TEXT, 11.5);
    static final FaceSize VALUE = new FaceSize(Typeface.MONO, 12);
    static final FaceSize SMALL_VALUE = new FaceSize(Typeface.MONO, 11.5);
    static final FaceSize FACT = new FaceSize(Typeface.MONO, 10.5);
    static final FaceSize LABEL = new FaceSize(Typeface.MONO, 9);

    private static final double HATCH_STEP = 6;

    final Surface surface;
    final PaintStyle style;
    final TextFit text;
    final double zoom;

    Brush(Surface surface, PaintStyle style, TextFit text, double zoom) {
        this.surface = surface;
        this.style = style;
        this.text = text;
        this.zoom = zoom;
    }

    void fill(Rect rect, Color color) {
        surface.fillRect(rect, color);
    }

    void fillRound(Rect rect, double radius, Color color) {
        surface.fillRound(rect, radius, color);
    }

    void strokeRound(Rect rect, double radius, Color color, double width) {
        surface.strokeRound(rect, radius, new Pen(color, width));
    }

    void fillCorners(Rect rect, Corners corners, Color color) {
        surface.fillCorners(rect, corners, color);
    }

    void strokeCorners(Rect rect, Corners corners, Color color, double width) {
        surface.strokeCorners(rect, corners, new Pen(color, width));
    }

    void line(double x1, double y1, double x2, double y2, Pen pen) {
        surface.strokeLine(new double[]{x1, y1, x2, y2}, pen);
    }

    /// 45° lines over a rectangle, rising to the right, in phase with the scene so that neighbours join.
    void hatch(Rect rect, Color color, double width) {
        double first = Math.ceil((rect.x() + rect.y()) / HATCH_STEP) * HATCH_STEP;
        int most = (int) ((rect.w() + rect.h()) / HATCH_STEP) + 2;
        double[] segments = new double[4 * most];
        int at = 0;
        for (double sum = first; sum < rect.right() + rect.bottom(); sum += HATCH_STEP) {
            double x1 = Math.max(rect.x(), sum - rect.bottom());
            double x2 = Math.min(rect.right(), sum - rect.y());
            if (x2 > x1) {
                segments[at++] = x1;
                segments[at++] = sum - x1;
                segments[at++] = x2;
                segments[at++] = sum - x2;
            }
        }
        surface.strokeSegments(Arrays.copyOf(segments, at), new Pen(color, width));
    }

    /// Text from `x` on, cut to `room`; returns the width used.
    double left(FaceSize font, String string, double x, double middle, double room, Color color) {
        return draw(new Line(font, string, room), x, middle, Align.LEFT, color);
    }

    /// Text that ends at `x`, cut to `room`; returns the width used.
    double right(FaceSize font, String string, double x, double middle, double room, Color color) {
        return draw(new Line(font, string, room), x, middle, Align.RIGHT, color);
    }

    void center(FaceSize font, String string, double x, double middle, double room, Color color) {
        draw(new Line(font, string, room), x, middle, Align.CENTER, color);
    }

    void chevron(double x, double y, boolean down, Color color) {
        double[] points = down
                ? new double[]{x - 3.5, y - 1.75, x, y + 1.75, x + 3.5, y - 1.75}
                : new double[]{x - 1.75, y - 3.5, x + 1.75, y, x - 1.75, y + 3.5};
        surface.strokeLine(points, new Pen(color, 1.4).rounded());
    }

    Color withAlpha(Color color, double alpha) {
        return Color.color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
    }

    private record Line(FaceSize font, String string, double room) {}

    private double draw(Line line, double x, double middle, Align align, Color color) {
        String fitted = text.fit(line.font(), line.string(), line.room());
        if (fitted.isEmpty()) {
            return 0;
        }
        surface.text(fitted, line.font(), x, middle, align, color);
        return text.width(line.font(), fitted);
    }
}
