package dev.secateur.views.canvas.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.canvas.paint.ScenePainter;
import dev.secateur.views.canvas.paint.ScenePainter.Picture;

/// A scene, or a part of one, as an image that may be much larger than any window. It is drawn strip by strip, so that its
/// size does not decide about memory.
///
/// Drawing needs the JavaFX thread, but no display (the headless platform will do).
public final class SceneImage {
    /// Larger pictures are scaled down to this many pixels.
    private static final double MOST_PIXELS = 120e6;

    /// And to this many on their longer side, which common viewers still open.
    private static final double LONGEST_SIDE = 32_000;

    /// Texts are gone below this zoom, and so is the use of a picture.
    private static final double LEAST_ZOOM = 0.4;

    private static final int STRIP = 256;
    private static final int TILE = 2048;

    private final Picture picture;
    private final Rect area;
    private final double zoom;
    private final int width;
    private final int height;
    private final ScenePainter painter = new ScenePainter();

    /// @param area   the part that is drawn, in scene units
    /// @param wanted zoom, 1 = 100 %; see [#possibleZoom]
    public SceneImage(Picture picture, Rect area, double wanted) {
        this.picture = picture;
        this.area = area;
        this.zoom = possibleZoom(area, wanted);
        this.width = Math.max(1, (int) Math.ceil(area.w() * zoom));
        this.height = Math.max(1, (int) Math.ceil(area.h() * zoom));
    }

    /// All of a scene.
    public SceneImage(Picture picture, double wanted) {
        this(picture, picture.scene().bounds(), wanted);
    }

    /// The zoom at which an area is drawn when this one is asked for: less where the picture would be too large.
    public static double possibleZoom(Rect area, double wanted) {
        double w = Math.max(1, area.w());
        double h = Math.max(1, area.h());
        double byArea = Math.sqrt(MOST_PIXELS / (w * h));
        double bySide = LONGEST_SIDE / Math.max(w, h);
        return Math.clamp(Math.min(wanted, Math.min(byArea, bySide)), Viewport.MIN_ZOOM, Viewport.MAX_ZOOM);
    }

    /// Why no picture is made, in one sentence; empty if it is.
    public static Optional<String> refusal(Rect area, double wanted) {
        double zoom = possibleZoom(area, wanted);
        return zoom >= Math.min(wanted, LEAST_ZOOM)
                ? Optional.empty()
                : Optional
                        .of(String.format(Locale.ROOT, "the graph is drawn on %,.0f × %,.0f px, of which no PNG would "
                                + "show a word", area.w(), area.h()));
    }

    /// The PNG file.
    ///
    /// @param onFx runs what it is given on the JavaFX thread and hands back the result; called once for each strip
    public byte[] png(Function<Supplier<int[]>, int[]> onFx) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PngWriter writer = new PngWriter(bytes, width, height, true)) {
            for (int y = 0; y < height; y += STRIP) {
                int top = y;
                writer.rows(onFx.apply(() -> strip(top)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return bytes.toByteArray();
    }

    /// The image in memory. Call it on the JavaFX thread.
    public WritableImage image() {
        WritableImage image = new WritableImage(width, height);
        for (int y = 0; y < height; y += STRIP) {
            int rows = Math.min(STRIP, height - y);
            image.getPixelWriter().setPixels(0, y, width, rows, PixelFormat.getIntArgbInstance(), strip(y), 0, width);
        }
        return image;
    }

    /// The pixels of the rows from `top` on.
    private int[] strip(int top) {
        int rows = Math.min(STRIP, height - top);
        int[] argb = new int[width * rows];
        for (int x = 0; x < width; x += TILE) {
            int w = Math.min(TILE, width - x);
            Viewport part = new Viewport(area.x() + x / zoom, area.y() + top / zoom, zoom, w, rows);
            Canvas canvas = new Canvas(w, rows);
            painter.paint(canvas.getGraphicsContext2D(), picture, part);
            canvas.snapshot(new SnapshotParameters(), null).getPixelReader()
                    .getPixels(0, 0, w, rows, PixelFormat.getIntArgbInstance(), argb, x, width);
        }
        Arrays.setAll(argb, i -> argb[i] | 0xFF000000);
        return argb;
    }
}
