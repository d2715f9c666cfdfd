package dev.secateur.views.gamma;

/// Where things lie in a chart, px.
///
/// @param left edge of the plot
/// @param top edge of the plot
/// @param width of the plot
/// @param height of the plot
record GammaFrame(double left, double top, double width, double height) {

    private static final double LEFT = 58;
    private static final double RIGHT = 20;
    private static final double TOP = 30;
    private static final double BOTTOM = 40;
    private static final double INSET = 4;
    private static final double AXIS = 15;

    /// With room for axes, titles and the handle of the threshold.
    static GammaFrame full(double width, double height) {
        return new GammaFrame(LEFT, TOP, Math.max(1, width - LEFT - RIGHT), Math.max(1, height - TOP - BOTTOM));
    }

    /// With room for the ends of the axis alone.
    static GammaFrame compact(double width, double height) {
        return new GammaFrame(INSET, 2, Math.max(1, width - 2 * INSET), Math.max(1, height - AXIS - 2));
    }

    double bottom() {
        return top + height;
    }

    double right() {
        return left + width;
    }

    /// Px that all bins of the range have; what is beyond gets one bin more.
    private double usual(GammaBars bars) {
        return width * bars.bins() / bars.counts().length;
    }

    double x(GammaBars bars, double value) {
        return left + Math.clamp(value / bars.range().top(), 0, 1) * usual(bars);
    }

    double value(GammaBars bars, double x) {
        return Math.max(0, (x - left) / usual(bars) * bars.range().top());
    }

    double binLeft(GammaBars bars, int bin) {
        return left + width * bin / bars.counts().length;
    }
}
