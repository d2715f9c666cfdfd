package dev.secateur.views.training;

import java.util.Arrays;

/// A line that grows without end: once it has too many points, neighbours are averaged.
final class Curve {

    private static final int MOST = 1024;

    private double[] xs = new double[64];
    private double[] ys = new double[64];
    private int size;
    private int width = 1;
    private double sumX;
    private double sumY;
    private int pending;

    void add(double x, double y) {
        sumX += x;
        sumY += y;
        pending++;
        if (pending == width) {
            append(sumX / width, sumY / width);
            sumX = 0;
            sumY = 0;
            pending = 0;
        }
    }

    private void append(double x, double y) {
        if (size == MOST) {
            for (int i = 0; i < MOST / 2; i++) {
                xs[i] = (xs[2 * i] + xs[2 * i + 1]) / 2;
                ys[i] = (ys[2 * i] + ys[2 * i + 1]) / 2;
            }
            size = MOST / 2;
            width *= 2;
        }
        if (size == xs.length) {
            xs = Arrays.copyOf(xs, size * 2);
            ys = Arrays.copyOf(ys, size * 2);
        }
        xs[size] = x;
        ys[size] = y;
        size++;
    }

    void clear() {
        size = 0;
        width = 1;
        pending = 0;
        sumX = 0;
        sumY = 0;
    }

    int size() {
        return size;
    }

    double[] xs() {
        return Arrays.copyOf(xs, size);
    }

    double[] ys() {
        return Arrays.copyOf(ys, size);
    }
}
