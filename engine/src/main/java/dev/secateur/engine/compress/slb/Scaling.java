package dev.secateur.engine.compress.slb;

/// The scale of a channel, by which its values are multiplied.
public enum Scaling {

    /// The largest size of its weights.
    LARGEST("largest"),
    /// The one that leaves the least squared error when the weights are rounded.
    SQUARES("squares"),
    /// `squares` for 2 and 4 bits, `largest` for 1. With 2 bits the largest weight, some three deviations of a filter away, would leave nearly all
    /// weights to the two inner values.
    AUTO("auto");

    private static final int STEPS = 60;
    private static final double SMALLEST = 0.1;

    private final String id;

    Scaling(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }

    /// The scale of every output channel; 0 for a channel of zeros.
    float[] of(SearchedLayer layer) {
        if (this == AUTO) {
            return (layer.candidates().bits() == 1 ? LARGEST : SQUARES).of(layer);
        }
        float[] rows = layer.layer().rows();
        int channels = layer.layer().channels();
        int each = rows.length / channels;
        float[] scales = new float[channels];
        for (int c = 0; c < channels; c++) {
            float largest = 0;
            for (int i = c * each; i < (c + 1) * each; i++) {
                largest = Math.max(largest, Math.abs(rows[i]));
            }
            scales[c] = this == LARGEST || largest == 0
                    ? largest
                    : best(rows, c * each, each, new Best(largest, layer.candidates()));
        }
        return scales;
    }

    private record Best(float largest, Candidates candidates) {}

    private static float best(float[] rows, int from, int count, Best search) {
        double least = Double.POSITIVE_INFINITY;
        double best = search.largest();
        for (int step = 0; step <= STEPS; step++) {
            double scale = search.largest() * Math.pow(SMALLEST, (double) step / STEPS);
            double error = 0;
            for (int i = from; i < from + count; i++) {
                double rounded = scale * search.candidates().value(search.candidates().nearest(rows[i] / scale));
                error += (rounded - rows[i]) * (rounded - rows[i]);
            }
            if (error < least) {
                least = error;
                best = scale;
            }
        }
        return (float) best;
    }
}
