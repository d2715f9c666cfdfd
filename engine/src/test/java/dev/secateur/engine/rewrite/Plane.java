package dev.secateur.engine.rewrite;

import java.util.Arrays;
import java.util.Random;

/// A small image in float64 and the plainest convolution of it, against which merged kernels are checked.
record Plane(int channels, int height, int width, double[] values) {

    static Plane random(int channels, int height, int width, Random random) {
        double[] values = new double[channels * height * width];
        Arrays.setAll(values, i -> random.nextGaussian());
        return new Plane(channels, height, width, values);
    }

    static Kernel kernel(Kernel.Extents e, Random random) {
        double[] weights = new double[e.outputs() * (e.inputs() / e.groups()) * e.height() * e.width()];
        Arrays.setAll(weights, i -> random.nextGaussian());
        double[] bias = new double[e.outputs()];
        Arrays.setAll(bias, i -> random.nextGaussian());
        return Kernel.of(e, weights, bias);
    }

    double at(int channel, int row, int column) {
        boolean inside = row >= 0 && row < height && column >= 0 && column < width;
        return inside ? values[(channel * height + row) * width + column] : 0;
    }

    Plane convolve(Kernel kernel, Geometry geometry) {
        int high = (int) geometry.rows().outputs(height);
        int wide = (int) geometry.columns().outputs(width);
        double[] out = new double[kernel.outputs() * high * wide];
        for (int o = 0; o < kernel.outputs(); o++) {
            for (int r = 0; r < high; r++) {
                for (int c = 0; c < wide; c++) {
                    out[(o * high + r) * wide + c] = sum(kernel, geometry, o, r, c);
                }
            }
        }
        return new Plane(kernel.outputs(), high, wide, out);
    }

    private double sum(Kernel kernel, Geometry geometry, int output, int row, int column) {
        int perGroup = kernel.inputs() / kernel.groups();
        int base = output / (kernel.outputs() / kernel.groups()) * perGroup;
        double sum = kernel.bias(output);
        for (int i = 0; i < perGroup; i++) {
            for (int u = 0; u < kernel.height(); u++) {
                for (int v = 0; v < kernel.width(); v++) {
                    sum += kernel.weight(output, i, u, v)
                            * at(base + i, row * geometry.rows().stride() - geometry.rows().begin() + u,
                                    column * geometry.columns().stride() - geometry.columns().begin() + v);
                }
            }
        }
        return sum;
    }

    Plane normalise(Normalisation norm) {
        double[] out = values.clone();
        for (int i = 0; i < out.length; i++) {
            int c = i / (height * width);
            out[i] = norm.factor(c) * out[i] + norm.offset(c);
        }
        return new Plane(channels, height, width, out);
    }

    Plane plus(Plane other) {
        double[] out = values.clone();
        Arrays.setAll(out, i -> values[i] + other.values[i]);
        return new Plane(channels, height, width, out);
    }

    double distance(Plane other) {
        if (channels != other.channels || height != other.height || width != other.width) {
            throw new AssertionError(channels + "×" + height + "×" + width + " against " + other.channels + "×"
                    + other.height + "×" + other.width);
        }
        double most = 0;
        for (int i = 0; i < values.length; i++) {
            most = Math.max(most, Math.abs(values[i] - other.values[i]));
        }
        return most;
    }
}
