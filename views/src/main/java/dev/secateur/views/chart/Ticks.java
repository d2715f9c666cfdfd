package dev.secateur.views.chart;

/// Round distances between ticks.
public final class Ticks {
    private Ticks() {}

    /// The distance of 1, 2 or 5 times a power of ten that comes nearest to `count` intervals over a range.
    public static double step(double low, double high, int count) {
        double exact = (high - low) / count;
        double power = Math.pow(10, Math.floor(Math.log10(exact)));
        double best = power;
        for (double factor : new double[]{2, 5, 10}) {
            double candidate = factor * power;
            if (Math.abs((high - low) / candidate - count) < Math.abs((high - low) / best - count)) {
                best = candidate;
            }
        }
        return best;
    }

    /// The next multiple of a step at or above a value.
    public static double up(double value, double step) {
        return Math.ceil(value / step - 1e-9) * step;
    }

    /// The next multiple of a step at or below a value.
    public static double down(double value, double step) {
        return Math.floor(value / step + 1e-9) * step;
    }
}
