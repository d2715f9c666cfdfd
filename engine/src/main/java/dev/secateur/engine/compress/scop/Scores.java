package dev.secateur.engine.compress.scop;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.tensor.Tensor;

/// The scores of a layer's channels.
///
/// @param kind `scaled`, `plain`, `filter` or `random`
/// @param values one a channel; the lowest go
record Scores(String kind, double[] values) {

    /// The score that was asked for. Where it is the same for all channels, as under scales that are all zero, the plain one; where
    /// that is the same too, the sum of the filter's absolute weights.
    ///
    /// @param seed of random scores
    static Scores of(Graph graph, ControlledLayer layer, float[] betas, Score score, long seed) {
        if (score == Score.RANDOM) {
            return new Scores("random",
                    new SplittableRandom(31 * seed + layer.conv().id()).doubles(betas.length).toArray());
        }
        if (score == Score.FILTER) {
            return new Scores("filter", filters(graph, layer));
        }
        double[] plain = IntStream.range(0, betas.length).mapToDouble(i -> 2.0 * betas[i] - 1).toArray();
        double[] scaled = IntStream.range(0, betas.length).mapToDouble(i -> Math.abs(layer.gamma()[i]) * plain[i])
                .toArray();
        if (score == Score.SCALED && differ(scaled)) {
            return new Scores("scaled", scaled);
        }
        return differ(plain) ? new Scores("plain", plain) : new Scores("filter", filters(graph, layer));
    }

    /// Zeros of either sign are the same: a scale of 0 gives both.
    private static boolean differ(double[] values) {
        return Arrays.stream(values).map(v -> v == 0 ? 0 : v).distinct().count() > 1;
    }

    private static double[] filters(Graph graph, ControlledLayer layer) {
        double[] sums = new double[layer.channels()];
        graph.constant(layer.conv().input(1)).map(Tensor::toFloats).ifPresent(weights -> {
            int each = weights.length / sums.length;
            for (int i = 0; i < weights.length; i++) {
                sums[i / each] += Math.abs(weights[i]);
            }
        });
        return sums;
    }
}
