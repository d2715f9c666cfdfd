package dev.secateur.engine.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;

/// A decoded picture.
///
/// @param rgb `[3, height, width] float32`, 0 to 255
record Picture(float[] rgb, int height, int width) {

    /// The crop keeps this share of the shorter edge: torchvision's 224 of 256.
    private static final double KEPT = 0.875;
    private static final long MOST_PIXELS = 100_000_000;
    private static final long MOST_DECODED = 16_000_000;
    private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

    /// Looks at a file's beginning without decoding it.
    ///
    /// @return why it cannot be used, a clause; empty if nothing speaks against it
    static Optional<String> objection(Path file) {
        try {
            return withReader(file, reader -> {
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                return pixels > MOST_PIXELS
                        ? Optional.of("it has " + pixels + " pixels, and the limit is " + MOST_PIXELS)
                        : Optional.empty();
            });
        } catch (ProblemException e) {
            return Optional.of(e.problem().why());
        }
    }

    /// Reads a PNG or JPEG file; transparency is dropped. Of a picture of more than 16 million pixels every second, third, ... row
    /// and column is taken, so that it fits in memory.
    static Picture read(Path file) throws ProblemException {
        BufferedImage image = withReader(file, Picture::decode);
        int height = image.getHeight();
        int width = image.getWidth();
        int plane = Math.multiplyExact(height, width);
        float[] rgb = new float[3 * plane];
        if (isGreyBytes(image)) {
            // Java takes grey bytes for linear light and would brighten them on the way to RGB; other programs do not.
            float[] grey = image.getRaster().getSamples(0, 0, width, height, 0, new float[plane]);
            for (int c = 0; c < 3; c++) {
                System.arraycopy(grey, 0, rgb, c * plane, plane);
            }
            return new Picture(rgb, height, width);
        }
        int[] packed = image.getRGB(0, 0, width, height, null, 0, width);
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                rgb[c * plane + i] = packed[i] >> (16 - 8 * c) & 0xff;
            }
        }
        return new Picture(rgb, height, width);
    }

    private static boolean isGreyBytes(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && image.getSampleModel().getSampleSize(0) == Byte.SIZE
                && !(image.getColorModel() instanceof IndexColorModel);
    }

    /// Works with a reader that stands at a picture.
    @FunctionalInterface
    private interface Use<R> {
        R apply(ImageReader reader) throws IOException, ProblemException;
    }

    private static <R> R withReader(Path file, Use<R> use) throws ProblemException {
        try (InputStream bytes = Files.newInputStream(file);
                ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw problem(file, "it is neither PNG nor JPEG");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return use.apply(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw problem(file, AtomicFile.reason(e));
        } catch (RuntimeException e) {
            // What the decoders of Java throw at damaged files, CMMException of bad colour profiles among them.
            throw problem(file, "it is damaged");
        }
    }

    private static BufferedImage decode(ImageReader reader) throws IOException, ProblemException {
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
            throw new IOException("it has " + pixels + " pixels, and the limit is " + MOST_PIXELS);
        }
        ImageReadParam how = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) pixels / MOST_DECODED));
        if (step > 1) {
            how.setSourceSubsampling(step, step, 0, 0);
        }
        return reader.read(0, how);
    }

    private static ProblemException problem(Path file, String why) {
        return ProblemException.ofFile("cannot read the picture", file, why, "remove the file or convert it to PNG");
    }

    /// Brought to `rows` × `columns`: scaled so that it covers 1 / 0.875 of both, then cut out of the middle.
    ///
    /// @return `[3, rows, columns] float32`
    float[] fitted(int rows, int columns) {
        double scale = Math.min((double) height / rows, (double) width / columns) * KEPT;
        Taps down = Taps.of((height - rows * scale) / 2, scale, rows, height);
        Taps across = Taps.of((width - columns * scale) / 2, scale, columns, width);
        float[] out = new float[3 * rows * columns];
        for (int c = 0; c < 3; c++) {
            plane(c, down, across, out);
        }
        return out;
    }

    /// The same with one channel: the luma of ITU-R BT.601.
    ///
    /// @return `[1, rows, columns] float32`
    float[] fittedGrey(int rows, int columns) {
        float[] colours = fitted(rows, columns);
        float[] grey = new float[rows * columns];
        for (int i = 0; i < grey.length; i++) {
            for (int c = 0; c < LUMA.length; c++) {
                grey[i] += LUMA[c] * colours[c * grey.length + i];
            }
        }
        return grey;
    }

    private void plane(int channel, Taps down, Taps across, float[] out) {
        int rows = down.first().length;
        int columns = across.first().length;
        double[] narrowed = new double[height * columns];
        for (int y = down.lowest(); y <= down.highest(); y++) {
            int start = (channel * height + y) * width;
            for (int x = 0; x < columns; x++) {
                double sum = 0;
                for (int i = 0; i < across.weights()[x].length; i++) {
                    sum += across.weights()[x][i] * rgb[start + across.first()[x] + i];
                }
                narrowed[y * columns + x] = sum;
            }
        }
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double sum = 0;
                for (int i = 0; i < down.weights()[y].length; i++) {
                    sum += down.weights()[y][i] * narrowed[(down.first()[y] + i) * columns + x];
                }
                out[(channel * rows + y) * columns + x] = (float) sum;
            }
        }
    }

    /// Weights of source pixels for each target pixel along one axis: a triangle as wide as the reduction
    /// (antialiased bilinear, as Pillow does it).
    private record Taps(int[] first, double[][] weights) {

        static Taps of(double start, double scale, int count, int extent) {
            double reach = Math.max(scale, 1);
            int[] first = new int[count];
            double[][] weights = new double[count][];
            for (int i = 0; i < count; i++) {
                double centre = start + (i + 0.5) * scale;
                first[i] = Math.clamp((int) Math.floor(centre - reach + 0.5), 0, extent - 1);
                int end = Math.clamp((int) Math.floor(centre + reach + 0.5), first[i] + 1, extent);
                weights[i] = new double[end - first[i]];
                double sum = 0;
                for (int j = 0; j < weights[i].length; j++) {
                    weights[i][j] = Math.max(1 - Math.abs((first[i] + j + 0.5 - centre) / reach), 0);
                    sum += weights[i][j];
                }
                for (int j = 0; j < weights[i].length; j++) {
                    weights[i][j] = sum > 0 ? weights[i][j] / sum : 1.0 / weights[i].length;
                }
            }
            return new Taps(first, weights);
        }

        int lowest() {
            return first[0];
        }

        int highest() {
            return first[first.length - 1] + weights[weights.length - 1].length - 1;
        }
    }
}
