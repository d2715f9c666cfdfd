package dev.secateur.engine.rewrite;

import java.util.stream.IntStream;

import dev.secateur.engine.job.Progress;

/// Two convolutions in a row as one: `K[o, i, u2 s + u1, v2 s + v1] += sum over m of W2[o, m, u2, v2] W1[m, i, u1, v1]`.
///
/// The second must have no padding. The work is `outputs * middle * inputs * taps1 * taps2` multiplications; outputs are
/// computed in parallel, and for each the inputs in strips whose sums stay in the first-level cache.
final class Composition {

    /// Inputs in a strip: the sums of 25 taps take 25 KB.
    private static final int STRIP = 128;

    /// Outputs between two looks at the progress.
    private static final int BATCH = 16;

    private final Kernel first;
    private final Kernel second;
    private final int strideRows;
    private final int strideColumns;
    private final int height;
    private final int width;
    private final double[] inputsLast;

    Composition(Kernel first, Kernel second, int strideRows, int strideColumns) {
        if (second.inputs() != first.outputs()) {
            throw new IllegalArgumentException(
                    first.outputs() + " channels cannot feed a convolution of " + second.inputs());
        }
        this.first = first;
        this.second = second;
        this.strideRows = strideRows;
        this.strideColumns = strideColumns;
        this.height = first.height() + (second.height() - 1) * strideRows;
        this.width = first.width() + (second.width() - 1) * strideColumns;
        this.inputsLast = inputsLast(first);
    }

    /// `[outputs, taps, inputs / groups]`, so that the innermost loop runs over neighbours.
    private static double[] inputsLast(Kernel kernel) {
        int perGroup = kernel.inputs() / kernel.groups();
        int taps = kernel.height() * kernel.width();
        double[] from = kernel.rawWeights();
        double[] to = new double[from.length];
        for (int o = 0; o < kernel.outputs(); o++) {
            for (int i = 0; i < perGroup; i++) {
                for (int t = 0; t < taps; t++) {
                    to[(o * taps + t) * perGroup + i] = from[(o * perGroup + i) * taps + t];
                }
            }
        }
        return to;
    }

    Kernel compute(Progress progress) {
        int outputs = second.outputs();
        Kernel.Extents extents = new Kernel.Extents(outputs, first.inputs(), 1, height, width);
        int size = Math.multiplyExact(Math.multiplyExact(outputs, first.inputs()), height * width);
        double[] weights = new double[size];
        double[] bias = new double[outputs];
        for (int from = 0; from < outputs; from += BATCH) {
            progress.check();
            IntStream.range(from, Math.min(outputs, from + BATCH)).parallel().forEach(o -> {
                addWeights(o, weights);
                bias[o] = bias(o);
            });
        }
        return new Kernel(extents, weights, bias);
    }

    private double bias(int output) {
        int perGroup = second.inputs() / second.groups();
        int base = base(second, output);
        double sum = second.bias(output);
        for (int m = 0; m < perGroup; m++) {
            for (int u = 0; u < second.height(); u++) {
                for (int v = 0; v < second.width(); v++) {
                    sum += second.weight(output, m, u, v) * first.bias(base + m);
                }
            }
        }
        return sum;
    }

    private static int base(Kernel kernel, int output) {
        return output / (kernel.outputs() / kernel.groups()) * (kernel.inputs() / kernel.groups());
    }

    private void addWeights(int output, double[] weights) {
        int perGroup = first.inputs() / first.groups();
        double[] sums = new double[height * width * Math.min(STRIP, perGroup)];
        int middles = second.inputs() / second.groups();
        int firstMiddle = base(second, output);
        int middlesPerGroup = first.outputs() / first.groups();
        for (int m = firstMiddle; m < firstMiddle + middles;) {
            int group = m / middlesPerGroup;
            int end = Math.min(firstMiddle + middles, (group + 1) * middlesPerGroup);
            for (int strip = 0; strip < perGroup; strip += STRIP) {
                int count = Math.min(STRIP, perGroup - strip);
                java.util.Arrays.fill(sums, 0, height * width * count, 0);
                int middle = m;
                for (; middle + 4 <= end; middle += 4) {
                    addFour(output, middle, new Strip(strip, count), sums);
                }
                for (; middle < end; middle++) {
                    addOne(output, middle, new Strip(strip, count), sums);
                }
                store(sums, count, weights, (output * first.inputs() + group * perGroup + strip) * height * width);
            }
            m = end;
        }
    }

    /// Inputs `from` to `from + count` within a group.
    private record Strip(int from, int count) {}

    private void addOne(int output, int middle, Strip strip, double[] sums) {
        int local = middle - base(second, output);
        for (int tap2 = 0; tap2 < taps(second); tap2++) {
            double factor = weight(output, local, tap2);
            for (int tap1 = 0; tap1 < taps(first); tap1++) {
                int from = from(middle, tap1, strip);
                int to = place(tap1, tap2) * strip.count();
                for (int i = 0; i < strip.count(); i++) {
                    sums[to + i] += factor * inputsLast[from + i];
                }
            }
        }
    }

    /// Four middle channels at once: a sum is loaded and stored once for four products.
    private void addFour(int output, int middle, Strip strip, double[] sums) {
        int local = middle - base(second, output);
        int step = taps(first) * (first.inputs() / first.groups());
        for (int tap2 = 0; tap2 < taps(second); tap2++) {
            double a = weight(output, local, tap2);
            double b = weight(output, local + 1, tap2);
            double c = weight(output, local + 2, tap2);
            double d = weight(output, local + 3, tap2);
            for (int tap1 = 0; tap1 < taps(first); tap1++) {
                int from = from(middle, tap1, strip);
                int to = place(tap1, tap2) * strip.count();
                for (int i = 0; i < strip.count(); i++) {
                    sums[to + i] += a * inputsLast[from + i] + b * inputsLast[from + step + i]
                            + c * inputsLast[from + 2 * step + i] + d * inputsLast[from + 3 * step + i];
                }
            }
        }
    }

    private static int taps(Kernel kernel) {
        return kernel.height() * kernel.width();
    }

    private double weight(int output, int local, int tap2) {
        return second.weight(output, local, tap2 / second.width(), tap2 % second.width());
    }

    private int from(int middle, int tap1, Strip strip) {
        return (middle * taps(first) + tap1) * (first.inputs() / first.groups()) + strip.from();
    }

    private int place(int tap1, int tap2) {
        int row = tap2 / second.width() * strideRows + tap1 / first.width();
        return row * width + tap2 % second.width() * strideColumns + tap1 % first.width();
    }

    private void store(double[] sums, int count, double[] weights, int to) {
        int taps = height * width;
        for (int i = 0; i < count; i++) {
            for (int t = 0; t < taps; t++) {
                weights[to + i * taps + t] = sums[t * count + i];
            }
        }
    }
}
