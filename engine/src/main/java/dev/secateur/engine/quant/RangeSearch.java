package dev.secateur.engine.quant;

/// Finds the grid for a distribution of activations.
///
/// @param clipping how the range is found
/// @param percentile for {@link Clipping#PERCENTILE}: percent of the numbers that stay inside, 50 to 100
/// @param symmetric true for signed codes around zero, false for unsigned codes over the range
public record RangeSearch(Clipping clipping, double percentile, boolean symmetric) {

    private static final int STEPS = 60;
    private static final double SMALLEST_PART = 0.02;

    /// The grid.
    ///
    /// @param bits of a code
    public Grid grid(Histogram seen, int bits) {
        if (seen.isConstant()) {
            return made(bits, seen.min(), seen.max());
        }
        return switch (clipping) {
            case MINMAX -> made(bits, seen.min(), seen.max());
            case PERCENTILE -> byPercentile(seen, bits);
            case ENTROPY -> {
                int levels = symmetric || seen.min() < 0 ? 1 << bits - 1 : 1 << bits;
                double limit = Divergence.limit(seen.sizes(), levels) * seen.width();
                yield made(bits, Math.max(seen.min(), -limit), Math.min(seen.max(), limit));
            }
            case MSE -> bySquares(seen, bits);
        };
    }

    private Grid byPercentile(Histogram seen, int bits) {
        double outside = 1 - percentile / 100;
        double low = seen.min() >= 0 ? 0 : seen.quantile(outside / 2);
        double high = seen.quantile(seen.min() >= 0 ? 1 - outside : 1 - outside / 2);
        return made(bits, Math.min(low, 0), Math.max(high, 0));
    }

    /// First both ends together, then each by itself.
    private Grid bySquares(Histogram seen, int bits) {
        double low = Math.min(seen.min(), 0);
        double high = Math.max(seen.max(), 0);
        double both = best(part -> seen.error(made(bits, part * low, part * high)));
        if (symmetric || low == 0 || high == 0) {
            return made(bits, both * low, both * high);
        }
        double upper = best(part -> seen.error(made(bits, both * low, part * high)));
        double lower = best(part -> seen.error(made(bits, part * low, upper * high)));
        return made(bits, lower * low, upper * high);
    }

    private static double best(java.util.function.DoubleUnaryOperator error) {
        double best = 1;
        double least = error.applyAsDouble(1);
        // Equal ratios: at few bits the best end lies far inside, where the steps have to be fine.
        double ratio = Math.pow(SMALLEST_PART, 1.0 / STEPS);
        double part = 1;
        for (int i = 0; i < STEPS; i++) {
            part *= ratio;
            double found = error.applyAsDouble(part);
            if (found < least) {
                least = found;
                best = part;
            }
        }
        return best;
    }

    private Grid made(int bits, double low, double high) {
        return symmetric ? Grid.symmetric(bits, Math.max(-low, high)) : Grid.affine(bits, low, high);
    }
}
