package dev.secateur.views.canvas.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// Writes a PNG row by row, so that no more of a picture need be in memory than a few rows.
final class PngWriter implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int TRUECOLOUR = 2;
    private static final int TRUECOLOUR_ALPHA = 6;
    private static final byte FILTER_UP = 2;
    private static final int CHUNK = 1 << 16;

    private final OutputStream out;
    private final int width;
    private final int channels;
    private final Deflater deflater = new Deflater(6);
    private final OutputStream lines;
    private byte[] above;
    private final byte[] filtered;

    /// @param opaque true leaves the alpha channel out
    PngWriter(OutputStream out, int width, int height, boolean opaque) throws IOException {
        this.out = out;
        this.width = width;
        this.channels = opaque ? 3 : 4;
        this.above = new byte[width * channels];
        this.filtered = new byte[width * channels + 1];
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[]{8, (byte) (opaque ? TRUECOLOUR : TRUECOLOUR_ALPHA), 0, 0, 0});
        chunk("IHDR", header.toByteArray(), header.size());
        lines = new DeflaterOutputStream(new Chunks(), deflater, CHUNK);
    }

    /// Adds whole rows, in order from the top.
    ///
    /// @param argb `rows * width` pixels
    void rows(int[] argb) throws IOException {
        filtered[0] = FILTER_UP;
        for (int start = 0; start < argb.length; start += width) {
            byte[] line = line(argb, start);
            for (int i = 0; i < line.length; i++) {
                filtered[i + 1] = (byte) (line[i] - above[i]);
            }
            lines.write(filtered);
            above = line;
        }
    }

    private byte[] line(int[] argb, int start) {
        byte[] line = new byte[width * channels];
        for (int x = 0; x < width; x++) {
            int pixel = argb[start + x];
            int at = x * channels;
            line[at] = (byte) (pixel >> 16);
            line[at + 1] = (byte) (pixel >> 8);
            line[at + 2] = (byte) pixel;
            if (channels == 4) {
                line[at + 3] = (byte) (pixel >>> 24);
            }
        }
        return line;
    }

    /// Ends the picture; the stream below stays open.
    @Override
    public void close() throws IOException {
        try {
            lines.close();
            chunk("IEND", new byte[0], 0);
        } finally {
            deflater.end();
        }
    }

    private void chunk(String type, byte[] content, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content, 0, length);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(length);
        data.write(name);
        data.write(content, 0, length);
        data.writeInt((int) crc.getValue());
    }

    /// Compressed bytes as chunks of the file.
    private final class Chunks extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            chunk("IDAT", new byte[]{(byte) b}, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            byte[] part = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
            chunk("IDAT", part, length);
        }
    }
}
