package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;

/// Arithmetic of one layer's scales and the threshold that they are held against.
final class Thresholds {

    private Thresholds() {}

    /// Absolute values.
    static double[] sizes(double[] scales) {
        return Arrays.stream(scales).map(Math::abs).toArray();
    }

    /// The highest threshold: the size of the scale that is the `least`-th largest. A threshold below it leaves so many channels.
    static double highest(double[] sizes, int least) {
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length - least];
    }

    /// Channels of a layer that always work.
    ///
    /// @param share part of them, 0 to 1
    static int least(int channels, double share) {
        return Math.clamp((int) Math.ceil(share * channels - 1e-9), 1, channels);
    }

    /// How many scales reach a threshold.
    static int kept(double[] sizes, float threshold) {
        int count = 0;
        for (double size : sizes) {
            count += (float) size >= threshold ? 1 : 0;
        }
        return count;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
