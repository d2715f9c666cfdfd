package dev.secateur.engine.quant;

import dev.secateur.engine.tensor.DType;

/// Equally spaced numbers, zero among them: `scale * (code - zeroPoint)` for whole codes from `low` to `high`.
///
/// @param scale distance of two neighbours, above 0
/// @param zeroPoint the code of zero, `low` to `high`
/// @param bits width of a code, 1 to 16
public record Grid(float scale, int zeroPoint, int low, int high, int bits) {

    /// Fewest bits of a code that calibration gives; training can do with 1.
    public static final int LEAST_BITS = 2;
    /// Most bits of a code.
    public static final int MOST_BITS = 16;

    public Grid {
        if (!(scale > 0 && scale < Float.POSITIVE_INFINITY) || zeroPoint < low || zeroPoint > high || bits < 1
                || bits > MOST_BITS) {
            throw new IllegalArgumentException(
                    "no grid: " + scale + ", " + zeroPoint + " of " + low + " to " + high + ", " + bits + " bits");
        }
    }

    /// Highest code of signed weights: 127 for 8 bits. The lowest is its opposite, so that weights are symmetric.
    public static int highest(int bits) {
        return (1 << bits - 1) - 1;
    }

    /// Signed codes around zero: zero point 0, `-2^(bits-1)` to `2^(bits-1) - 1`.
    ///
    /// @param limit largest size to cover, 0 or more; 0 gives the scale 1
    public static Grid symmetric(int bits, double limit) {
        int high = highest(bits);
        return new Grid(scale(limit, high), 0, -high - 1, high, bits);
    }

    /// Unsigned codes over a range that is widened to contain zero: 0 to `2^bits - 1`.
    ///
    /// @param low least number to cover, finite
    /// @param high greatest number to cover, `low` or more, finite
    public static Grid affine(int bits, double low, double high) {
        int codes = (1 << bits) - 1;
        double from = Math.min(low, 0);
        float scale = scale(Math.max(high, 0) - from, codes);
        int zero = (int) Math.clamp(Math.rint(-from / scale), 0, codes);
        return new Grid(scale, zero, 0, codes, bits);
    }

    /// A range without extent or one too small for float32 still has a grid on which zero is zero.
    private static float scale(double extent, int codes) {
        if (!Double.isFinite(extent)) {
            throw new IllegalArgumentException("no grid covers " + extent);
        }
        float scale = (float) (extent / codes);
        // The greatest number of the grid must not pass the range: a Clip to that range would have to stay then.
        if (scale * codes > extent) {
            scale = Math.nextDown(scale);
        }
        return scale >= Float.MIN_NORMAL ? scale : extent == 0 ? 1 : Float.MIN_NORMAL;
    }

    /// True if codes can be negative.
    public boolean isSigned() {
        return low < 0;
    }

    /// The smallest type of ONNX that all quantisers of ONNX Runtime take and that holds the codes.
    public DType container() {
        if (bits > Byte.SIZE) {
            return isSigned() ? DType.INT16 : DType.UINT16;
        }
        return isSigned() ? DType.INT8 : DType.UINT8;
    }

    /// True if codes lie within fewer numbers than their container has, so that they have to be limited apart.
    public boolean isNarrow() {
        return bits != container().bits();
    }

    /// The number that stands for `x` on this grid; halves go to the even code, as in `QuantizeLinear`.
    public float round(float x) {
        double code = Math.clamp(Math.rint(x / scale) + zeroPoint, low, high);
        return (float) ((code - zeroPoint) * scale);
    }

    /// Least number of the grid.
    public float least() {
        return (low - zeroPoint) * scale;
    }

    /// Greatest number of the grid.
    public float greatest() {
        return (high - zeroPoint) * scale;
    }
}
