package dev.secateur.engine.compress.slb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The values that a weight may take, as parts of its channel's scale: `2^b` equally spaced numbers from -1 to 1.
///
/// @param bits 1, 2 or 4
record Candidates(int bits) {

    Candidates {
        if (!isWidth(bits)) {
            throw new IllegalArgumentException("a weight has 1, 2 or 4 bits: " + bits);
        }
    }

    /// True for the widths that there are.
    static boolean isWidth(int bits) {
        return bits == 1 || bits == 2 || bits == 4;
    }

    /// Number of values.
    int count() {
        return 1 << bits;
    }

    /// The value of a code.
    ///
    /// @param code 0 to the number of values - 1, ascending
    float value(int code) {
        return (float) odd(code) / (count() - 1);
    }

    /// A value as an odd number: `-(n - 1)` to `n - 1`; the value is this part of `n - 1`.
    int odd(int code) {
        return 2 * code - (count() - 1);
    }

    /// All values, ascending.
    float[] values() {
        float[] values = new float[count()];
        for (int code = 0; code < values.length; code++) {
            values[code] = value(code);
        }
        return values;
    }

    /// Codes in the order in which logits lie: small values first and of equal ones the negative, so that the first of equal
    /// logits is the smaller value.
    int[] order() {
        List<Integer> codes = new ArrayList<>();
        for (int code = 0; code < count(); code++) {
            codes.add(code);
        }
        codes.sort(Comparator.<Integer>comparingInt(c -> Math.abs(odd(c))).thenComparingInt(c -> c));
        return codes.stream().mapToInt(Integer::intValue).toArray();
    }

    /// The code nearest to a number.
    int nearest(double x) {
        int high = count() - 1;
        return (int) Math.clamp(Math.rint((x * high + high) / 2), 0, high);
    }
}
