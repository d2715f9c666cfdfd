package dev.secateur.views.canvas.paint;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.paint.TextFit.FaceSize;

/// Draws on a JavaFX canvas.
final class CanvasSurface implements Surface {
    private final GraphicsContext g;
    private final TextFit text;

    CanvasSurface(GraphicsContext g, TextFit text) {
        this.g = g;
        this.text = text;
        g.setTextBaseline(VPos.CENTER);
        g.setLineJoin(StrokeLineJoin.ROUND);
    }

    @Override
    public void fillRect(Rect rect, Color color) {
        g.setFill(color);
        g.fillRect(rect.x(), rect.y(), rect.w(), rect.h());
    }

    @Override
    public void fillRound(Rect rect, double radius, Color color) {
        g.setFill(color);
        g.fillRoundRect(rect.x(), rect.y(), rect.w(), rect.h(), 2 * radius, 2 * radius);
    }

    @Override
    public void strokeRound(Rect rect, double radius, Pen pen) {
        use(pen);
        g.strokeRoundRect(rect.x(), rect.y(), rect.w(), rect.h(), 2 * radius, 2 * radius);
    }

    @Override
    public void fillCorners(Rect rect, Corners corners, Color color) {
        if (corners.isSquare()) {
            fillRect(rect, color);
            return;
        }
        g.setFill(color);
        path(rect, corners);
        g.fill();
    }

    @Override
    public void strokeCorners(Rect rect, Corners corners, Pen pen) {
        use(pen);
        path(rect, corners);
        g.stroke();
    }

    @Override
    public void fillDisc(double cx, double cy, double radius, Color color) {
        g.setFill(color);
        g.fillOval(cx - radius, cy - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void strokeDisc(double cx, double cy, double radius, Pen pen) {
        use(pen);
        g.strokeOval(cx - radius, cy - radius, 2 * radius, 2 * radius);
    }

    @Override
    public void fillPolygon(double[] points, Color color) {
        g.setFill(color);
        trace(points);
        g.closePath();
        g.fill();
    }

    @Override
    public void strokeLine(double[] points, Pen pen) {
        use(pen);
        trace(points);
        g.stroke();
    }

    @Override
    public void strokeSegments(double[] segments, Pen pen) {
        use(pen);
        g.beginPath();
        for (int i = 0; i + 3 < segments.length; i += 4) {
            g.moveTo(segments[i], segments[i + 1]);
            g.lineTo(segments[i + 2], segments[i + 3]);
        }
        g.stroke();
    }

    @Override
    public void strokeRounded(List<double[]> lines, double radius, Pen pen) {
        if (lines.size() == 1 && lines.getFirst().length == 4 && pen.dash() == 0) {
            straight(lines.getFirst(), pen);
            return;
        }
        use(pen);
        g.beginPath();
        for (double[] points : lines) {
            int last = points.length / 2 - 1;
            g.moveTo(points[0], points[1]);
            for (int i = 1; i < last; i++) {
                double r = Rounding.radius(points, i, radius);
                g.arcTo(points[2 * i], points[2 * i + 1], points[2 * i + 2], points[2 * i + 3], r);
            }
            g.lineTo(points[2 * last], points[2 * last + 1]);
        }
        g.stroke();
    }

    @Override
    public void text(String string, FaceSize font, double x, double middle, Align align, Color color) {
        g.setFont(text.font(font));
        g.setFill(color);
        g.setTextAlign(
                switch (align) {
                    case LEFT -> TextAlignment.LEFT;
                    case CENTER -> TextAlignment.CENTER;
                    case RIGHT -> TextAlignment.RIGHT;
                });
        g.fillText(string, x, middle);
    }

    @Override
    public void push(double x, double y, double scale) {
        g.save();
        g.translate(x, y);
        g.scale(scale, scale);
    }

    @Override
    public void pop() {
        g.restore();
    }

    /// An upright or level line as a rectangle: many times faster than a stroke, and most edges are such lines.
    private void straight(double[] points, Pen pen) {
        double half = pen.width() / 2;
        boolean upright = Math.abs(points[2] - points[0]) < Math.abs(points[3] - points[1]);
        Rect line = Rect.between(points[0], points[1], points[2], points[3]);
        fillRect(
                upright
                        ? new Rect(line.centerX() - half, line.y(), pen.width(), line.h())
                        : new Rect(line.x(), line.centerY() - half, line.w(), pen.width()),
                pen.color());
    }

    private void use(Pen pen) {
        g.setStroke(pen.color());
        g.setLineWidth(pen.width());
        g.setLineCap(pen.round() ? StrokeLineCap.ROUND : StrokeLineCap.BUTT);
        if (pen.dash() > 0) {
            g.setLineDashes(pen.dash(), pen.gap());
        } else {
            g.setLineDashes();
        }
    }

    private void trace(double[] points) {
        g.beginPath();
        g.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            g.lineTo(points[i], points[i + 1]);
        }
    }

    private void path(Rect r, Corners c) {
        g.beginPath();
        g.moveTo(r.x() + c.topLeft(), r.y());
        g.lineTo(r.right() - c.topRight(), r.y());
        g.arcTo(r.right(), r.y(), r.right(), r.y() + c.topRight(), c.topRight());
        g.lineTo(r.right(), r.bottom() - c.bottomRight());
        g.arcTo(r.right(), r.bottom(), r.right() - c.bottomRight(), r.bottom(), c.bottomRight());
        g.lineTo(r.x() + c.bottomLeft(), r.bottom());
        g.arcTo(r.x(), r.bottom(), r.x(), r.bottom() - c.bottomLeft(), c.bottomLeft());
        g.lineTo(r.x(), r.y() + c.topLeft());
        g.arcTo(r.x(), r.y(), r.x() + c.topLeft(), r.y(), c.topLeft());
        g.closePath();
    }
}
