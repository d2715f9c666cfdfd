package dev.secateur.views.canvas.model;

import java.util.Arrays;

/// A drawn edge: an orthogonal polyline from the border of one visible box to the border of another.
///
/// An edge into a closed group ends at the group; several of them from one box are drawn once.
public final class Route {
    private final long from;
    private final long to;
    private final String label;
    private final boolean shortcut;
    private final String note;
    private final double[] points;
    private final Rect bounds;

    /// @param link   the visible boxes it joins, its label and whether it is a shortcut
    /// @param points x and y in turn, at least two points
    public Route(Link link, double[] points) {
        this.from = link.from();
        this.to = link.to();
        this.label = link.label();
        this.shortcut = link.shortcut();
        this.note = link.note();
        this.points = Arrays.copyOf(points, points.length);
        this.bounds = bounds(points);
    }

    public long from() {
        return from;
    }

    public long to() {
        return to;
    }

    public String label() {
        return label;
    }

    public boolean isShortcut() {
        return shortcut;
    }

    public Rect bounds() {
        return bounds;
    }

    /// The number of points, at least two.
    public int size() {
        return points.length / 2;
    }

    public double x(int index) {
        return points[2 * index];
    }

    public double y(int index) {
        return points[2 * index + 1];
    }

    /// A copy of the points, x and y in turn.
    public double[] points() {
        return Arrays.copyOf(points, points.length);
    }

    /// The distance of a point to the line.
    public double distance(double px, double py) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < size(); i++) {
            Rect stretch = Rect.between(x(i - 1), y(i - 1), x(i), y(i));
            double dx = px - Math.clamp(px, stretch.x(), stretch.right());
            double dy = py - Math.clamp(py, stretch.y(), stretch.bottom());
            least = Math.min(least, Math.hypot(dx, dy));
        }
        return least;
    }

    /// This edge as a link.
    public Link link() {
        return new Link(from, to, label, shortcut, note);
    }

    private static Rect bounds(double[] points) {
        Rect rect = new Rect(points[0], points[1], 0, 0);
        for (int i = 2; i < points.length; i += 2) {
            rect = rect.union(new Rect(points[i], points[i + 1], 0, 0));
        }
        return rect;
    }

    @Override
    public String toString() {
        return from + "->" + to + " " + Arrays.toString(points);
    }
}
