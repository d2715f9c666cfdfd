package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.secateur.engine.compress.ChannelScope;

/// How many channels of which layers are to go; within a layer those with the lowest scores go first.
///
/// @param scores of every channel, by layer
/// @param scope `group` takes the same part of every layer, `network` ranks all channels together by score over the mean size of its
///     layer's scores
/// @param round what stays of a layer is the nearest multiple of this
record Selection(List<double[]> scores, ChannelScope scope, int round) {

    Selection {
        scores = List.copyOf(scores);
    }

    /// How many go of each layer at a rate.
    int[] atRate(double rate) {
        if (scope == ChannelScope.NETWORK) {
            return first((int) Math.floor(rate * channels() + 1e-9));
        }
        return scores.stream().mapToInt(s -> losses(s.length, rate, round)).toArray();
    }

    /// Channels of all layers.
    int channels() {
        return scores.stream().mapToInt(s -> s.length).sum();
    }

    /// How many go of each layer if so many of all are to go, before rounding and before one of each layer is kept.
    int[] first(int count) {
        record Place(int layer, double key) {}
        List<Place> all = new ArrayList<>();
        for (int layer = 0; layer < scores.size(); layer++) {
            double[] sorted = scores.get(layer).clone();
            java.util.Arrays.sort(sorted);
            double size = java.util.Arrays.stream(sorted).map(Math::abs).average().orElse(0);
            for (int i = 0; i < sorted.length; i++) {
                double relative = size == 0 ? 0 : sorted[i] / size;
                all.add(new Place(layer, scope == ChannelScope.NETWORK ? relative : (i + 1.0) / sorted.length));
            }
        }
        int[] losses = new int[scores.size()];
        all.stream().sorted(Comparator.comparingDouble(Place::key)).limit(count).forEach(p -> losses[p.layer()]++);
        for (int layer = 0; layer < losses.length; layer++) {
            losses[layer] = rounded(scores.get(layer).length, losses[layer], round);
        }
        return losses;
    }

    /// How many of so many channels go: the whole part of rate times n, rounded.
    static int losses(int channels, double rate, int round) {
        // 0.3 times 10 is 3, though the product of the two binary numbers is a little less.
        return rounded(channels, (int) Math.floor(rate * channels + 1e-9), round);
    }

    /// What leaves the nearest multiple, the smaller one of two that are as near; one channel, or one multiple, stays.
    private static int rounded(int channels, int losses, int round) {
        int left = channels - losses;
        if (round > 1 && losses > 0) {
            left = Math.max(round, round * (int) Math.ceil((double) left / round - 0.5));
        }
        return channels - Math.clamp(left, 1, channels);
    }

    /// The channels with the lowest scores, ties in the order of the channels.
    static BitSet lowest(double[] scores, int count) {
        BitSet lowest = new BitSet(scores.length);
        IntStream.range(0, scores.length).boxed().sorted(Comparator.comparingDouble(i -> scores[i])).limit(count)
                .forEach(lowest::set);
        return lowest;
    }
}
