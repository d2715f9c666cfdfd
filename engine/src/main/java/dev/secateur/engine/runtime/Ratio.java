package dev.secateur.engine.runtime;

import java.util.Arrays;
import java.util.Random;

/// Time of the second network divided by time of the first, run in turns: above 1 the first one is faster.
///
/// @param median median of the ratios of neighbouring turns
/// @param low lower end of the interval that holds the median with 95 % confidence
/// @param high its upper end
public record Ratio(double median, double low, double high) {

    private static final int RESAMPLES = 2000;
    private static final double TAIL = 0.025;

    /// The median of measured ratios with its interval, by the percentile bootstrap (Efron 1979) with a fixed seed.
    ///
    /// @param ratios one for each pair of turns, in any order, not empty
    static Ratio of(double[] ratios) {
        double[] medians = new double[RESAMPLES];
        double[] drawn = new double[ratios.length];
        Random random = new Random(1);
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = ratios[random.nextInt(ratios.length)];
            }
            Arrays.sort(drawn);
            medians[i] = Quantile.median(drawn);
        }
        Arrays.sort(medians);
        double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        return new Ratio(Quantile.median(sorted), Quantile.nearestRank(medians, TAIL),
                Quantile.nearestRank(medians, 1 - TAIL));
    }
}
