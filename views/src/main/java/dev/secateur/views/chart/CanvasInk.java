package dev.secateur.views.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import dev.secateur.views.theme.Typeface;

/// Draws on a canvas.
final class CanvasInk implements Ink {

    private final GraphicsContext g;

    CanvasInk(GraphicsContext g) {
        this.g = g;
        g.setTextBaseline(VPos.CENTER);
    }

    @Override
    public void line(double[] points, Color color, double width, double dash) {
        g.setStroke(color);
        g.setLineWidth(width);
        g.setLineDashes(dash > 0 ? new double[]{dash, dash} : new double[0]);
        int count = points.length / 2;
        g.strokePolyline(every(points, 0), every(points, 1), count);
        g.setLineDashes();
    }

    @Override
    public void shape(double[] points, Color fill, Color stroke, double width) {
        int count = points.length / 2;
        g.setFill(fill);
        g.fillPolygon(every(points, 0), every(points, 1), count);
        if (width > 0) {
            g.setStroke(stroke);
            g.setLineWidth(width);
            g.strokePolygon(every(points, 0), every(points, 1), count);
        }
    }

    @Override
    public void circle(double cx, double cy, double radius, Color fill, Color stroke, double width) {
        g.setFill(fill);
        g.fillOval(cx - radius, cy - radius, 2 * radius, 2 * radius);
        if (width > 0) {
            g.setStroke(stroke);
            g.setLineWidth(width);
            g.strokeOval(cx - radius, cy - radius, 2 * radius, 2 * radius);
        }
    }

    @Override
    public void text(String text, double x, double middle, Lettering lettering, int anchor, boolean turned) {
        g.setFill(lettering.color());
        g.setFont((lettering.bold() ? Typeface.TEXT_SEMIBOLD : Typeface.TEXT).at(lettering.size()));
        g.setTextAlign(anchor < 0 ? TextAlignment.LEFT : anchor > 0 ? TextAlignment.RIGHT : TextAlignment.CENTER);
        g.save();
        g.translate(x, middle);
        if (turned) {
            g.rotate(-90);
        }
        g.fillText(text, 0, 0);
        g.restore();
    }

    private static double[] every(double[] points, int offset) {
        double[] picked = new double[points.length / 2];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = points[2 * i + offset];
        }
        return picked;
    }
}
