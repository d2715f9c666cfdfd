package dev.secateur.gpu.kernel;

/// Two convolutions as one.
public final class CompositionKernels {

    private CompositionKernels() {}

    /// Weights of the composed convolution. One work-item for each weight of a band of outputs; it alone writes it.
    ///
    /// @param both the weights of the first convolution, `[middles, inputs / groups1, h1, w1]`, and behind them those of the second,
    ///        `[outputs, middles / groups2, h2, w2]`
    /// @param sizes items, first output of the band; then inputs, middles, outputs; groups1, groups2; h1, w1, h2, w2; strides down and
    ///        across; where the second one's weights begin
    /// @param weights `[band, inputs, h, w]`
    public static void compose(double[] both, int[] sizes, double[] weights) {
        for (@Parallel
        int item = 0; item < weights.length; item++) {
            if (item < sizes[0]) {
                int h1 = sizes[7];
                int w1 = sizes[8];
                int h2 = sizes[9];
                int w2 = sizes[10];
                int wide = w1 + (w2 - 1) * sizes[12];
                int taps = (h1 + (h2 - 1) * sizes[11]) * wide;
                int tap = item % taps;
                int input = item / taps % sizes[2];
                int output = sizes[1] + item / taps / sizes[2];
                int inputs = sizes[2] / sizes[5];
                int middles = sizes[3] / sizes[6];
                int first = output / (sizes[4] / sizes[6]) * middles;
                int perGroup = sizes[3] / sizes[5];
                int begin = input / inputs * perGroup;
                int end = begin + perGroup < first + middles ? begin + perGroup : first + middles;
                begin = begin > first ? begin : first;
                double sum = 0;
                for (int m = begin; m < end; m++) {
                    int at1 = (m * inputs + input % inputs) * h1 * w1;
                    int at2 = sizes[13] + (output * middles + m - first) * h2 * w2;
                    for (int u = 0; u < h2; u++) {
                        int row = tap / wide - u * sizes[11];
                        for (int v = 0; v < w2; v++) {
                            int column = tap % wide - v * sizes[12];
                            if (row >= 0 && row < h1 && column >= 0 && column < w1) {
                                sum += both[at2 + u * w2 + v] * both[at1 + row * w1 + column];
                            }
                        }
                    }
                }
                weights[item] = sum;
            }
        }
    }
}
