package dev.secateur.views.canvas.paint;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.canvas.model.Viewport;

/// The dots of the ground. A row of them is kept as an image: thousands of single rectangles would cost more than all boxes.
final class DotGrid {
    private static final double DISTANCE = 16;
    private static final double LEAST_DISTANCE = 9;

    private @Nullable Row row;

    private record Row(double step, int width, Color color, WritableImage image) {}

    void paint(GraphicsContext g, Viewport viewport, Color color) {
        double step = DISTANCE * viewport.zoom();
        if (step < LEAST_DISTANCE) {
            return;
        }
        WritableImage image = image(step, (int) Math.ceil(viewport.width() + step) + 1, color);
        double x = Math.rint(positive(-viewport.x() * viewport.zoom(), step) - step);
        g.setImageSmoothing(false);
        for (double y = positive(-viewport.y() * viewport.zoom(), step); y < viewport.height(); y += step) {
            g.drawImage(image, x, Math.rint(y));
        }
    }

    private WritableImage image(double step, int width, Color color) {
        Row kept = row;
        if (kept != null && kept.step() == step && kept.width() == width && kept.color().equals(color)) {
            return kept.image();
        }
        WritableImage image = new WritableImage(width, 1);
        for (double x = 0; x < width; x += step) {
            image.getPixelWriter().setColor((int) x, 0, color);
        }
        row = new Row(step, width, color, image);
        return image;
    }

    private static double positive(double value, double modulus) {
        double rest = value % modulus;
        return rest < 0 ? rest + modulus : rest;
    }
}
