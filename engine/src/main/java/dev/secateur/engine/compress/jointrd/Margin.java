package dev.secateur.engine.compress.jointrd;

/// Where a feature map's channel is taken to be when it is not active: the mean of what is negative of a normal distribution, so that
/// values that the next activation stops need not be met exactly (Heo et al., A Comprehensive Overhaul of Feature Distillation, 2019).
final class Margin {

    /// Below this share of negative values a channel counts as always active.
    private static final double RARE = 0.001;
    private static final double FAR = 3;

    private Margin() {}

    /// `mean - s * phi(mean / s) / Phi(-mean / s)`, or `-3 s` where hardly anything is negative; phi and Phi being density and
    /// distribution of N(0, 1).
    ///
    /// @param deviation s, 0 or more; for 0 the smaller of mean and 0
    static double of(double mean, double deviation) {
        if (!(deviation > 0)) {
            return Math.min(mean, 0);
        }
        double share = below(-mean / deviation);
        return share > RARE ? mean - deviation * density(mean / deviation) / share : -FAR * deviation;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /// The distribution of N(0, 1), within 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17).
    static double below(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = density(x) * t * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x < 0 ? tail : 1 - tail;
    }
}
