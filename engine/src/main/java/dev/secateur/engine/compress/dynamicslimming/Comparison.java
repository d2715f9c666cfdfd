package dev.secateur.engine.compress.dynamicslimming;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// What of a scale is held against a threshold.
public enum Comparison {
    /// Its place among the scales of its layer, above 0 to 1: a threshold is then the part of the channels that is skipped, whatever the
    /// scales look like.
    RANKS,
    /// Its absolute value, as published. Where the scales of a layer lie close together, a threshold takes all or none.
    SIZES;

    /// What is compared, one number a channel, rising with the absolute scale.
    double[] of(double[] scales) {
        double[] sizes = Thresholds.sizes(scales);
        if (this == SIZES) {
            return sizes;
        }
        int[] order = IntStream.range(0, sizes.length).boxed().sorted(Comparator.comparing(c -> sizes[c]))
                .mapToInt(Integer::intValue).toArray();
        double[] ranks = new double[sizes.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = (i + 1.0) / order.length;
        }
        return ranks;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
