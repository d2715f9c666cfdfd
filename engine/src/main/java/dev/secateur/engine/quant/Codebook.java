package dev.secateur.engine.quant;

import java.util.Arrays;

import dev.secateur.engine.kernel.Kernels;

/// Few values that stand for many, found by k-means along a line ({@link Kernels#clusters}; Han, Mao and Dally, "Deep Compression", ICLR 2016).
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
        float[] values = Kernels.current().clusters(numbers, most, ROUNDS).centres();
        byte[] codes = new byte[numbers.length];
        boolean exact = true;
        for (int i = 0; i < codes.length; i++) {
            int code = nearest(values, numbers[i]);
            codes[i] = (byte) code;
            exact &= values[code] == numbers[i];
        }
        return new Codebook(values, codes, exact);
    }

    /// The index of the value nearest to a number, the lower one of two.
    ///
    /// @param values ascending, at least one
    public static int nearest(float[] values, float x) {
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
