package dev.secateur.engine.compress.proxylessnas;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Probabilities from parameters, and drawing by them.
final class Softmax {

    private Softmax() {}

    static double[] of(double[] alphas) {
        double most = Arrays.stream(alphas).max().orElse(0);
        double[] e = Arrays.stream(alphas).map(a -> Math.exp(a - most)).toArray();
        double sum = Arrays.stream(e).sum();
        return Arrays.stream(e).map(x -> x / sum).toArray();
    }

    /// Index of the first of the largest.
    static int largest(double[] values) {
        return IntStream.range(0, values.length).reduce((a, b) -> values[b] > values[a] ? b : a).orElseThrow();
    }

    static int draw(double[] probabilities, SplittableRandom random) {
        double left = random.nextDouble() * Arrays.stream(probabilities).sum();
        int last = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (probabilities[i] > 0) {
                last = i;
                left -= probabilities[i];
                if (left < 0) {
                    return i;
                }
            }
        }
        return last;
    }

    /// Two different indices, the second drawn from what the first leaves.
    static int[] drawTwo(double[] probabilities, SplittableRandom random) {
        int a = draw(probabilities, random);
        double[] left = probabilities.clone();
        left[a] = 0;
        return new int[]{a, draw(left, random)};
    }

    /// What a loss that changes by `slopes` with probabilities changes by with parameters: `sum_j slopes_j p_j (d_ij - p_i)`.
    static double[] back(double[] probabilities, double[] slopes) {
        double mean = IntStream.range(0, slopes.length).mapToDouble(j -> slopes[j] * probabilities[j]).sum();
        return IntStream.range(0, slopes.length).mapToDouble(i -> probabilities[i] * (slopes[i] - mean)).toArray();
    }

    /// In bits of information divided by those of an even choice, 0 to 1.
    static double entropy(double[] probabilities) {
        double sum = Arrays.stream(probabilities).filter(p -> p > 0).map(p -> -p * Math.log(p)).sum();
        return probabilities.length < 2 ? 0 : sum / Math.log(probabilities.length);
    }
}
