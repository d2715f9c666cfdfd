package dev.secateur.views.canvas.picture;

import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.canvas.paint.ScenePainter.Picture;

/// Whole scenes as images, larger than any window. Needs the JavaFX thread, but no display (the headless platform will do).
public final class SceneImage {
    /// Larger pictures are scaled down to this many pixels.
    private static final double MOST_PIXELS = 48e6;

    /// And to this many on their longer side, which common viewers still open.
    private static final double LONGEST_SIDE = 32_000;

    private static final int TILE = 2048;

    private SceneImage() {}

    /// The zoom at which a scene is drawn when this one is asked for: less where the picture would be too large.
    public static double possibleZoom(Rect bounds, double wanted) {
        double w = Math.max(1, bounds.w());
        double h = Math.max(1, bounds.h());
        double byArea = Math.sqrt(MOST_PIXELS / (w * h));
        double bySide = LONGEST_SIDE / Math.max(w, h);
        return Math.clamp(Math.min(wanted, Math.min(byArea, bySide)), Viewport.MIN_ZOOM, Viewport.MAX_ZOOM);
    }

    /// Draws all of a scene.
    ///
    /// @param wanted zoom, 1 = 100 %; see [#possibleZoom]
    public static WritableImage draw(Picture picture, double wanted) {
        Rect bounds = picture.scene().bounds();
        double zoom = possibleZoom(bounds, wanted);
        int width = Math.max(1, (int) Math.ceil(bounds.w() * zoom));
        int height = Math.max(1, (int) Math.ceil(bounds.h() * zoom));
        WritableImage image = new WritableImage(width, height);
        ScenePainter painter = new ScenePainter();
        for (int y = 0; y < height; y += TILE) {
            for (int x = 0; x < width; x += TILE) {
                int w = Math.min(TILE, width - x);
                int h = Math.min(TILE, height - y);
                Viewport part = new Viewport(bounds.x() + x / zoom, bounds.y() + y / zoom, zoom, w, h);
                copy(tile(painter, picture, part), image, x, y);
            }
        }
        return image;
    }

    private static WritableImage tile(ScenePainter painter, Picture picture, Viewport part) {
        Canvas canvas = new Canvas(part.width(), part.height());
        painter.paint(canvas.getGraphicsContext2D(), picture, part);
        return canvas.snapshot(new SnapshotParameters(), null);
    }

    private static void copy(WritableImage tile, WritableImage image, int x, int y) {
        int w = (int) tile.getWidth();
        int h = (int) tile.getHeight();
        int[] pixels = new int[w * h];
        tile.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), pixels, 0, w);
        image.getPixelWriter().setPixels(x, y, w, h, PixelFormat.getIntArgbInstance(), pixels, 0, w);
    }
}
