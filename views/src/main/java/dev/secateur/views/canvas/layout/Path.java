package dev.secateur.views.canvas.layout;

import java.util.Arrays;

/// A growing polyline that leaves out points which change nothing.
final class Path {
    private static final double SAME = 1e-6;

    private double[] points = new double[16];
    private int size;

    static Path of(double... points) {
        return new Path().addAll(points, 0, 0);
    }

    Path add(double x, double y) {
        if (size >= 2 && same(x, points[size - 2]) && same(y, points[size - 1])) {
            return this;
        }
        if (size >= 4 && inLine(x, y)) {
            size -= 2;
        }
        if (size == points.length) {
            points = Arrays.copyOf(points, 2 * size);
        }
        points[size++] = x;
        points[size++] = y;
        return this;
    }

    Path addAll(double[] more, double dx, double dy) {
        for (int i = 0; i < more.length; i += 2) {
            add(more[i] + dx, more[i + 1] + dy);
        }
        return this;
    }

    double[] toArray() {
        return Arrays.copyOf(points, size);
    }

    private boolean inLine(double x, double y) {
        boolean vertical = same(points[size - 4], points[size - 2]) && same(points[size - 2], x);
        boolean horizontal = same(points[size - 3], points[size - 1]) && same(points[size - 1], y);
        return vertical && forward(points[size - 3], points[size - 1], y)
                || horizontal && forward(points[size - 4], points[size - 2], x);
    }

    private static boolean forward(double a, double b, double c) {
        return (b - a) * (c - b) >= 0;
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) < SAME;
    }
}
