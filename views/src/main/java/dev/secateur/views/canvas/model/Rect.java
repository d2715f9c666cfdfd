package dev.secateur.views.canvas.model;

/// An axis-parallel rectangle in scene units (px at 100 %).
///
/// @param x left edge
/// @param y top edge
/// @param w width, at least 0
/// @param h height, at least 0
public record Rect(double x, double y, double w, double h) {
    /// The rectangle between two opposite corners in any order.
    public static Rect between(double x1, double y1, double x2, double y2) {
        return new Rect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    }

    public double right() {
        return x + w;
    }

    public double bottom() {
        return y + h;
    }

    public double centerX() {
        return x + w / 2;
    }

    public double centerY() {
        return y + h / 2;
    }

    public boolean contains(double px, double py) {
        return px >= x && px < x + w && py >= y && py < y + h;
    }

    /// Whether the other rectangle lies inside this one, borders included.
    public boolean contains(Rect other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    /// Whether the two share an area (touching is not enough).
    public boolean intersects(Rect other) {
        return other.x < right() && other.right() > x && other.y < bottom() && other.bottom() > y;
    }

    /// The smallest rectangle around both.
    public Rect union(Rect other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Rect(
                left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    /// This rectangle grown by a margin on each side (shrunk when negative).
    public Rect grow(double margin) {
        return new Rect(x - margin, y - margin, w + 2 * margin, h + 2 * margin);
    }

    public Rect shift(double dx, double dy) {
        return new Rect(x + dx, y + dy, w, h);
    }

    /// Mirrored at the diagonal: x and y, width and height exchanged.
    public Rect transpose() {
        return new Rect(y, x, h, w);
    }
}
