package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;

/// The rate that each picture is asked for, from how sure the network is of it: the thesis' expected rate, as reconstructed.
///
/// `rho = clip(R * u / mean(u)^q, 0, 0.95)`, u the variance of the class probabilities in parts of its maximum `(K - 1) / K^2`, q the
/// epoch ratio: 0 while the mean of the rate follows the network's confidence, 1 when it is the target.
final class SampleRates {

    /// No picture is asked for more.
    static final double MOST = 0.95;

    /// The mean of u is not taken for less, so that an untrained network stays whole.
    static final double FLOOR = 0.05;

    /// Share that the running mean of u keeps in each step.
    static final double KEPT = 0.9;

    private SampleRates() {}

    /// How far the rise of the rate is, 0 to 1.
    ///
    /// @param fraction of the training that is gone
    static double epochRatio(double fraction, double from, double to) {
        return Math.clamp((fraction - from) / (to - from), 0, 1);
    }

    /// How sure each row is: the population variance of its entries in parts of that of a row with one 1.
    ///
    /// @param probabilities row by row
    static double[] confidence(double[] probabilities, int classes) {
        double[] sure = variances(probabilities, classes);
        double most = (classes - 1.0) / ((double) classes * classes);
        for (int i = 0; i < sure.length; i++) {
            sure[i] = Math.min(1, sure[i] / most);
        }
        return sure;
    }

    /// The population variance of each row.
    static double[] variances(double[] values, int width) {
        double[] variances = new double[values.length / width];
        for (int i = 0; i < variances.length; i++) {
            double mean = 0;
            for (int j = 0; j < width; j++) {
                mean += values[i * width + j] / width;
            }
            for (int j = 0; j < width; j++) {
                double apart = values[i * width + j] - mean;
                variances[i] += apart * apart / width;
            }
        }
        return variances;
    }

    /// The rates.
    ///
    /// @param sure of each picture, 0 to 1
    /// @param target R
    /// @param mean of `sure`, as it runs
    /// @param q epoch ratio
    static double[] of(double[] sure, double target, double mean, double q) {
        double factor = target / Math.pow(Math.max(mean, FLOOR), q);
        double[] rates = Arrays.stream(sure).map(u -> factor * u).toArray();
        double wanted = Arrays.stream(rates).sum();
        double clipped = 0;
        double open = 0;
        for (double rate : rates) {
            clipped += rate > MOST ? MOST : 0;
            open += rate > MOST ? 0 : rate;
        }
        // What clipping took goes to the others, once.
        double scale = clipped > 0 && open > 0 ? Math.max(1, (wanted - clipped) / open) : 1;
        return Arrays.stream(rates).map(r -> r > MOST ? MOST : Math.clamp(r * scale, 0, MOST)).toArray();
    }
}
