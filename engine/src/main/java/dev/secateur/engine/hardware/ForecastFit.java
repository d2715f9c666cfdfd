package dev.secateur.engine.hardware;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How well forecasts and measurements of several networks go together.
///
/// @param correlation of forecast and measured time (Pearson), -1..1
/// @param rankCorrelation of their orders (Spearman), -1..1: whether the faster of two is foretold
/// @param slope of the line through measured over forecast times; 1 where a forecast gain is a measured one of the same size
/// @param intercept of that line, milliseconds
/// @param meanError mean of |forecast - measured| / measured
public record ForecastFit(double correlation, double rankCorrelation, double slope, double intercept,
        double meanError) {

    /// Two times of one network, milliseconds.
    public record Pair(double forecast, double measured) {}

    /// Fits the line by least squares.
    ///
    /// @param pairs 2 or more
    public static ForecastFit of(List<Pair> pairs) {
        if (pairs.size() < 2) {
            throw new IllegalArgumentException("a line needs two points");
        }
        double[] x = pairs.stream().mapToDouble(Pair::forecast).toArray();
        double[] y = pairs.stream().mapToDouble(Pair::measured).toArray();
        double slope = covariance(x, y) / covariance(x, x);
        double error = pairs.stream().mapToDouble(p -> Math.abs(p.forecast() - p.measured()) / p.measured()).average()
                .orElseThrow();
        return new ForecastFit(correlation(x, y), correlation(ranks(x), ranks(y)), slope, mean(y) - slope * mean(x),
                error);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double covariance(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        return IntStream.range(0, x.length).mapToDouble(i -> (x[i] - meanX) * (y[i] - meanY)).sum();
    }

    private static double correlation(double[] x, double[] y) {
        return covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
    }

    private static double[] ranks(double[] values) {
        List<Integer> order = IntStream.range(0, values.length).boxed()
                .sorted(Comparator.comparingDouble(i -> values[i])).toList();
        double[] ranks = new double[values.length];
        for (int i = 0; i < ranks.length; i++) {
            ranks[order.get(i)] = i;
        }
        return ranks;
    }
}
