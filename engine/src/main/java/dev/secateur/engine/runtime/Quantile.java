package dev.secateur.engine.runtime;

/// Quantiles of sorted numbers.
final class Quantile {

    private Quantile() {}

    /// Mean of the one or two numbers in the middle.
    ///
    /// @param sorted ascending, not empty
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The smallest number that at least the fraction `q` of all does not exceed.
    ///
    /// @param sorted ascending, not empty
    /// @param q above 0, 1 at most
    static double nearestRank(double[] sorted, double q) {
        return sorted[Math.clamp((int) Math.ceil(q * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
