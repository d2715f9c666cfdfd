package dev.secateur.engine.evaluate;

/// Where a fraction lies with a confidence of 95 %, as far as the number of samples tells.
///
/// @param low 0 to 1
/// @param high 0 to 1, not below `low`
public record Interval(double low, double high) {

    private static final double Z = 1.959963984540054;

    /// Wilson's interval (1927), which also serves near 0 and 1 and for few samples.
    ///
    /// @param fraction observed, 0 to 1
    /// @param samples 1 or more
    public static Interval wilson(double fraction, long samples) {
        double square = Z * Z / samples;
        double centre = (fraction + square / 2) / (1 + square);
        double half = Z / (1 + square) * Math.sqrt(fraction * (1 - fraction) / samples + square / (4 * samples));
        return new Interval(Math.max(0, centre - half), Math.min(1, centre + half));
    }
}
