package dev.secateur.engine.compress.proxylessnas;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/// What is derived against drawn networks of the same cost.
///
/// @param derived accuracy, 0 to 1
/// @param mean of the drawn ones
/// @param error standard error of that mean
/// @param networks that were drawn
record Verdict(double derived, double mean, double error, int networks) {

    /// Null with fewer than two drawn networks, or without accuracies.
    static @Nullable Verdict of(ProxylessReport.TrialReport derived, List<ProxylessReport.TrialReport> drawn) {
        Double own = derived.accuracy();
        double[] others = drawn.stream().map(ProxylessReport.TrialReport::accuracy).filter(a -> a != null)
                .mapToDouble(a -> a).toArray();
        if (own == null || others.length < 2) {
            return null;
        }
        double sum = 0;
        for (double other : others) {
            sum += other;
        }
        double mean = sum / others.length;
        double squares = 0;
        for (double other : others) {
            squares += (other - mean) * (other - mean);
        }
        double error = Math.sqrt(squares / (others.length - 1) / others.length);
        return new Verdict(own, mean, error, others.length);
    }

    /// `Derived 71.2 %, 5 drawn networks of equal cost 69.8 ± 0.4 % (mean and standard error). `
    String sentence() {
        return String.format(Locale.ROOT,
                "Derived %.2f %%, %d drawn networks of equal cost %.2f ± %.2f %% (mean and standard error): %s. ",
                100 * derived, networks, 100 * mean, 100 * error,
                derived - mean > error
                        ? "better by more than one standard error"
                        : derived > mean ? "better by less than one standard error" : "no better");
    }
}
