package dev.secateur.engine.data;

import java.util.Random;
import java.util.stream.IntStream;

/// Orders that follow from a seed.
final class Shuffle {

    private static final long FIRST = 0x9e3779b97f4a7c15L;
    private static final long SECOND = 0xbf58476d1ce4e5b9L;
    private static final long THIRD = 0x94d049bb133111ebL;

    private Shuffle() {}

    /// One number out of three, spread evenly (the finaliser of SplitMix64; Steele et al. 2014).
    static long mix(long seed, long a, long b) {
        return spread(spread(spread(seed + FIRST) ^ a * FIRST) ^ b * SECOND);
    }

    private static long spread(long value) {
        long z = (value ^ value >>> 30) * SECOND;
        z = (z ^ z >>> 27) * THIRD;
        return z ^ z >>> 31;
    }

    /// The order in which an epoch takes the pictures.
    static int[] order(int size, long seed, int epoch) {
        int[] order = IntStream.range(0, size).toArray();
        inPlace(order, new Random(mix(seed, epoch, -1)));
        return order;
    }

    static void inPlace(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
