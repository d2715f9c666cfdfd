package dev.secateur.views.canvas.picture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/// Encodes images as PNG (ISO/IEC 15948): eight bits a channel, RGB when the image is opaque, else RGBA; lines filtered by
/// the one above, which suits drawings with flat areas.
public final class PngEncoder {

    private PngEncoder() {}

    /// The PNG file of an image.
    public static byte[] encode(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        PixelReader pixels = image.getPixelReader();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PngWriter writer = new PngWriter(bytes, width, height, isOpaque(pixels, width, height))) {
            for (int y = 0; y < height; y++) {
                writer.rows(row(pixels, y, width));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static int[] row(PixelReader pixels, int y, int width) {
        int[] argb = new int[width];
        pixels.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return argb;
    }

    private static boolean isOpaque(PixelReader pixels, int width, int height) {
        for (int y = 0; y < height; y++) {
            for (int pixel : row(pixels, y, width)) {
                if (pixel >>> 24 != 0xFF) {
                    return false;
                }
            }
        }
        return true;
    }
}
