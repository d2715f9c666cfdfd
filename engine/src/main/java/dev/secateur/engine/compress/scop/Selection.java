package dev.secateur.engine.compress.scop;

import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// How many channels of which layers are to go.
final class Selection {

    private Selection() {}

    /// The channels of each layer that the same rate takes from all.
    static Map<ControlledLayer, BitSet> byLayer(Map<ControlledLayer, double[]> scores, double rate, int round) {
        Map<ControlledLayer, BitSet> chosen = new LinkedHashMap<>();
        scores.forEach((layer, s) -> chosen.put(layer, lowest(s, losses(s.length, rate, round))));
        return chosen;
    }

    /// How many of so many channels go: the whole part of rate times n; where widths are rounded, what leaves the nearest multiple, the
    /// smaller one of two that are as near. One channel, or one multiple, stays.
    static int losses(int channels, double rate, int round) {
        // 0.3 times 10 is 3, though the product of the two binary numbers is a little less.
        int plain = (int) Math.floor(rate * channels + 1e-9);
        int left = channels - plain;
        if (round > 1 && plain > 0) {
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
