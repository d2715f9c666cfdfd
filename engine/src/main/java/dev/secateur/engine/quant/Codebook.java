package dev.secateur.engine.quant;

import java.util.Arrays;

/// Few values that stand for many: k-means along a line (Lloyd's iteration), begun at equal distances from the least to the greatest number as in
/// Han, Mao and Dally, "Deep Compression", ICLR 2016.
///
/// @param values ascending, each used; fewer than asked for where there are fewer different numbers, which then lose nothing
/// @param codes the index of the nearest value for each number
/// @param exact true if every number is one of the values
public record Codebook(float[] values, byte[] codes, boolean exact) {

    private static final int ROUNDS = 100;
    private static final int BYTE = 256;

    public Codebook {
        values = values.clone();
        codes = codes.clone();
    }

    /// The codebook of numbers.
    ///
    /// @param numbers finite, at least one
    /// @param most values, 1 to 256
    /// @throws IllegalArgumentException if a number is not finite
    public static Codebook of(float[] numbers, int most) {
        if (most < 1 || most > BYTE || numbers.length == 0) {
            throw new IllegalArgumentException("no codebook of " + most + " values for " + numbers.length + " numbers");
        }
        float[] sorted = numbers.clone();
        Arrays.sort(sorted);
        if (!Float.isFinite(sorted[0]) || !Float.isFinite(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("a number is not finite");
        }
        float[] different = distinct(sorted);
        boolean exact = different.length <= most;
        float[] values = exact ? different : distinct(means(sorted, most));
        byte[] codes = new byte[numbers.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) nearest(values, numbers[i]);
        }
        return new Codebook(values, codes, exact);
    }

    private static float[] distinct(float[] sorted) {
        float[] kept = new float[sorted.length];
        int count = 0;
        for (float x : sorted) {
            if (count == 0 || x != kept[count - 1]) {
                kept[count++] = x;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private static float[] means(float[] sorted, int count) {
        double[] sums = new double[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) {
            sums[i + 1] = sums[i] + sorted[i];
        }
        float least = sorted[0];
        float[] centres = new float[count];
        for (int i = 0; i < count; i++) {
            centres[i] = count == 1 ? least : least + (sorted[sorted.length - 1] - least) * i / (count - 1);
        }
        for (int round = 0; round < ROUNDS && move(centres, sorted, sums); round++) {
            Arrays.sort(centres);
        }
        return centres;
    }

    /// Moves each centre to the mean of what is nearest to it; one that nothing is nearest to stays.
    private static boolean move(float[] centres, float[] sorted, double[] sums) {
        boolean moved = false;
        int from = 0;
        for (int i = 0; i < centres.length; i++) {
            int to = i + 1 == centres.length
                    ? sorted.length
                    : Math.max(from, below(sorted, (centres[i] + centres[i + 1]) / 2));
            if (to > from) {
                float mean = (float) ((sums[to] - sums[from]) / (to - from));
                moved |= mean != centres[i];
                centres[i] = mean;
            }
            from = to;
        }
        return moved;
    }

    /// How many numbers are at most `limit`.
    private static int below(float[] sorted, float limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int nearest(float[] values, float x) {
        int at = Arrays.binarySearch(values, x);
        if (at >= 0) {
            return at;
        }
        int above = -at - 1;
        if (above == 0) {
            return 0;
        }
        return above == values.length || x - values[above - 1] <= values[above] - x ? above - 1 : above;
    }
}
