package dev.secateur.views.canvas.paint;

/// The part of the value scale that the colour scale is stretched over, as the legend's handles set it.
///
/// @param low  0..1, below `high`
/// @param high 0..1
public record ScaleRange(double low, double high) {
    /// The whole scale.
    public static final ScaleRange ALL = new ScaleRange(0, 1);

    public ScaleRange {
        if (!(low >= 0 && low < high && high <= 1)) {
            throw new IllegalArgumentException("not a range in 0..1: " + low + ".." + high);
        }
    }

    /// Where a value's position lies on the colour scale, 0..1.
    public double map(double position) {
        return Math.clamp((position - low) / (high - low), 0, 1);
    }
}
