package dev.secateur.views.canvas.paint;

/// How far the corners of an orthogonal line may be rounded.
final class Rounding {
    private Rounding() {}

    /// The radius at a point between the first and the last: at most half of the shorter stretch beside it.
    static double radius(double[] points, int index, double wanted) {
        return Math.min(wanted, Math.min(length(points, index), length(points, index + 1)) / 2);
    }

    /// The length of the stretch that ends at a point.
    static double length(double[] points, int end) {
        return Math.abs(points[2 * end] - points[2 * end - 2]) + Math.abs(points[2 * end + 1] - points[2 * end - 1]);
    }
}
