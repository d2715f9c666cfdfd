package dev.secateur.views.canvas.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.PixelReader;

/// Encodes images as PNG (ISO/IEC 15948): eight bits a channel, RGB when the image is opaque, else RGBA; lines filtered by
/// the one above, which suits drawings with flat areas.
public final class PngEncoder {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int TRUECOLOUR = 2;
    private static final int TRUECOLOUR_ALPHA = 6;
    private static final byte FILTER_UP = 2;

    private final PixelReader pixels;
    private final int width;
    private final int height;
    private final boolean opaque;

    private PngEncoder(Image image) {
        pixels = image.getPixelReader();
        width = (int) image.getWidth();
        height = (int) image.getHeight();
        opaque = isOpaque();
    }

    /// The PNG file of an image.
    public static byte[] encode(Image image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new PngEncoder(image).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array does not fail", e);
        }
        return bytes.toByteArray();
    }

    private void write(OutputStream out) throws IOException {
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[]{8, (byte) (opaque ? TRUECOLOUR : TRUECOLOUR_ALPHA), 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        chunk(out, "IDAT", lines());
        chunk(out, "IEND", new byte[0]);
    }

    private byte[] lines() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int channels = opaque ? 3 : 4;
        byte[] above = new byte[width * channels];
        byte[] filtered = new byte[width * channels + 1];
        filtered[0] = FILTER_UP;
        Deflater deflater = new Deflater(6);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
            for (int y = 0; y < height; y++) {
                byte[] line = line(y, channels);
                for (int i = 0; i < line.length; i++) {
                    filtered[i + 1] = (byte) (line[i] - above[i]);
                }
                out.write(filtered);
                above = line;
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private byte[] line(int y, int channels) {
        int[] argb = row(y);
        byte[] line = new byte[width * channels];
        for (int x = 0; x < width; x++) {
            int at = x * channels;
            line[at] = (byte) (argb[x] >> 16);
            line[at + 1] = (byte) (argb[x] >> 8);
            line[at + 2] = (byte) argb[x];
            if (channels == 4) {
                line[at + 3] = (byte) (argb[x] >>> 24);
            }
        }
        return line;
    }

    private int[] row(int y) {
        int[] argb = new int[width];
        pixels.getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return argb;
    }

    private boolean isOpaque() {
        for (int y = 0; y < height; y++) {
            for (int pixel : row(y)) {
                if (pixel >>> 24 != 0xFF) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void chunk(OutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        data.write(name);
        data.write(content);
        data.writeInt((int) crc.getValue());
    }
}
