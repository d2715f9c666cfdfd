package dev.secateur.views.canvas.paint;

/// The radii of a rectangle's corners.
record Corners(double topLeft, double topRight, double bottomRight, double bottomLeft) {
    static Corners all(double radius) {
        return new Corners(radius, radius, radius, radius);
    }

    static Corners top(double radius) {
        return new Corners(radius, radius, 0, 0);
    }

    static Corners bottom(double radius) {
        return new Corners(0, 0, radius, radius);
    }

    boolean isSquare() {
        return topLeft == 0 && topRight == 0 && bottomRight == 0 && bottomLeft == 0;
    }
}
