package dev.secateur.engine.data;

import java.util.Random;

/// Changes to training pictures that leave their class as it is.
///
/// @param flip true to mirror left and right with probability 1/2
/// @param pad black pixels put on each side before a window of the old size is cut at a random place (He et al. 2016); 0 for none
/// @param colour range of the random factors of brightness, contrast and saturation, 0 to 1: each from `1 - colour` to `1 + colour`
public record Augmentation(boolean flip, int pad, double colour) {

    private static final double[] LUMA = {0.299, 0.587, 0.114};
    private static final float WHITE = 255;

    public Augmentation {
        if (pad < 0 || !(colour >= 0 && colour <= 1)) {
            throw new IllegalArgumentException("no such augmentation: pad " + pad + ", colour " + colour);
        }
    }

    /// Pictures as they are.
    public static Augmentation none() {
        return new Augmentation(false, 0, 0);
    }

    /// What small pictures are usually trained with: mirrored, and moved by up to an eighth of their side.
    public static Augmentation usual(Dataset.Extents extents) {
        return new Augmentation(true, Math.min(extents.height(), extents.width()) / 8, 0);
    }

    /// True if pictures stay as they are.
    public boolean isNone() {
        return !flip && pad == 0 && colour == 0;
    }

    /// Changes a picture.
    ///
    /// @param picture `[C, H, W]`, 0 to 255
    /// @param seed of everything random here
    void apply(float[] picture, Dataset.Extents extents, float[] target, int offset, long seed) {
        Random random = new Random(seed);
        boolean mirrored = flip && random.nextBoolean();
        int down = pad == 0 ? 0 : random.nextInt(2 * pad + 1) - pad;
        int right = pad == 0 ? 0 : random.nextInt(2 * pad + 1) - pad;
        int width = extents.width();
        for (int row = 0; row < extents.channels() * extents.height(); row++) {
            int y = row % extents.height() + down;
            int to = offset + row * width;
            int from = (row + down) * width;
            for (int x = 0; x < width; x++) {
                int column = (mirrored ? width - 1 - x : x) + right;
                boolean inside = y >= 0 && y < extents.height() && column >= 0 && column < width;
                target[to + x] = inside ? picture[from + column] : 0;
            }
        }
        if (colour > 0) {
            recolour(target, offset, extents, random);
        }
    }

    private void recolour(float[] values, int offset, Dataset.Extents extents, Random random) {
        int plane = extents.height() * extents.width();
        double brightness = factor(random);
        double contrast = factor(random);
        double saturation = extents.channels() == 3 ? factor(random) : 1;
        double mean = 0;
        for (int i = 0; i < plane; i++) {
            mean += luma(values, offset + i, plane, extents.channels()) / plane;
        }
        for (int i = offset; i < offset + plane; i++) {
            double grey = luma(values, i, plane, extents.channels());
            for (int c = 0; c < extents.channels(); c++) {
                double own = grey + saturation * (values[i + c * plane] - grey);
                double changed = brightness * (mean + contrast * (own - mean));
                values[i + c * plane] = Math.clamp((float) changed, 0, WHITE);
            }
        }
    }

    private double factor(Random random) {
        return 1 + colour * (2 * random.nextDouble() - 1);
    }

    private static double luma(float[] values, int at, int plane, int channels) {
        if (channels != LUMA.length) {
            return values[at];
        }
        return LUMA[0] * values[at] + LUMA[1] * values[at + plane] + LUMA[2] * values[at + 2 * plane];
    }

    /// For people and records: `flip, pad 4`.
    public String display() {
        if (isNone()) {
            return "none";
        }
        String moved = pad > 0 ? (flip ? ", " : "") + "pad " + pad : "";
        String coloured = colour > 0 ? (flip || pad > 0 ? ", " : "") + "colour " + colour : "";
        return (flip ? "flip" : "") + moved + coloured;
    }
}
