package dev.secateur.engine.kernel;

import java.util.Arrays;
import java.util.stream.IntStream;

import dev.secateur.engine.job.Progress;

/// Composes two convolutions: `outputs * middle * inputs * taps1 * taps2` multiplications in float64. Outputs are computed in parallel,
/// and for each the inputs in strips whose sums stay in the first-level cache.
final class Composition {

    /// Inputs in a strip: the sums of 25 taps take 25 KB.
    private static final int STRIP = 128;

    /// Outputs between two looks at the progress.
    private static final int BATCH = 16;

    private final ConvolutionPair.Taps first;
    private final ConvolutionPair.Taps second;
    private final ConvolutionPair pair;
    private final int height;
    private final int width;
    private final double[] inputsLast;

    Composition(ConvolutionPair pair) {
        this.pair = pair;
        this.first = pair.first();
        this.second = pair.second();
        this.height = pair.height();
        this.width = pair.width();
        this.inputsLast = inputsLast(first);
    }

    /// `[outputs, taps, inputs / groups]`, so that the innermost loop runs over neighbours.
    private static double[] inputsLast(ConvolutionPair.Taps kernel) {
        int perGroup = kernel.perGroup();
        int taps = kernel.taps();
        double[] from = kernel.weights();
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

    double[] compute(Progress progress) {
        int outputs = second.outputs();
        double[] weights = new double[pair.size()];
        for (int from = 0; from < outputs; from += BATCH) {
            progress.check();
            IntStream.range(from, Math.min(outputs, from + BATCH)).parallel().forEach(o -> addWeights(o, weights));
        }
        return weights;
    }

    private void addWeights(int output, double[] weights) {
        int perGroup = first.perGroup();
        double[] sums = new double[height * width * Math.min(STRIP, perGroup)];
        int middles = second.perGroup();
        int firstMiddle = second.base(output);
        int middlesPerGroup = first.outputs() / first.groups();
        for (int m = firstMiddle; m < firstMiddle + middles;) {
            int group = m / middlesPerGroup;
            int end = Math.min(firstMiddle + middles, (group + 1) * middlesPerGroup);
            for (int strip = 0; strip < perGroup; strip += STRIP) {
                int count = Math.min(STRIP, perGroup - strip);
                Arrays.fill(sums, 0, height * width * count, 0);
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
        int local = middle - second.base(output);
        for (int tap2 = 0; tap2 < second.taps(); tap2++) {
            double factor = weight(output, local, tap2);
            for (int tap1 = 0; tap1 < first.taps(); tap1++) {
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
        int local = middle - second.base(output);
        int step = first.taps() * first.perGroup();
        for (int tap2 = 0; tap2 < second.taps(); tap2++) {
            double a = weight(output, local, tap2);
            double b = weight(output, local + 1, tap2);
            double c = weight(output, local + 2, tap2);
            double d = weight(output, local + 3, tap2);
            for (int tap1 = 0; tap1 < first.taps(); tap1++) {
                int from = from(middle, tap1, strip);
                int to = place(tap1, tap2) * strip.count();
                for (int i = 0; i < strip.count(); i++) {
                    sums[to + i] += a * inputsLast[from + i] + b * inputsLast[from + step + i]
                            + c * inputsLast[from + 2 * step + i] + d * inputsLast[from + 3 * step + i];
                }
            }
        }
    }

    private double weight(int output, int local, int tap2) {
        return second.weights()[(output * second.perGroup() + local) * second.taps() + tap2];
    }

    private int from(int middle, int tap1, Strip strip) {
        return (middle * first.taps() + tap1) * first.perGroup() + strip.from();
    }

    private int place(int tap1, int tap2) {
        int row = tap2 / second.width() * pair.strideRows() + tap1 / first.width();
        return row * width + tap2 % second.width() * pair.strideColumns() + tap1 % first.width();
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
