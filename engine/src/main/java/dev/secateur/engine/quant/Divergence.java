package dev.secateur.engine.quant;

/// Where to clip by the Kullback-Leibler divergence between a distribution of sizes and what is left of it on few levels.
///
/// After Migacz, "8-bit Inference with TensorRT", GTC 2017: for each candidate the distribution is cut off, what was beyond is added
/// to its last bin, and bins are joined to levels, each shared out evenly over those of its bins that hold anything.
final class Divergence {

    private static final int CANDIDATES = 256;

    private Divergence() {}

    /// The best number of bins to keep.
    ///
    /// @param sizes counts from 0 up
    /// @param levels that a code can have
    /// @return 1 to the number of bins up to the last one that holds anything
    static int limit(long[] sizes, int levels) {
        int end = sizes.length;
        while (end > 1 && sizes[end - 1] == 0) {
            end--;
        }
        if (end <= levels) {
            return end;
        }
        int step = Math.max(1, (end - levels) / CANDIDATES);
        int best = end;
        double least = Double.POSITIVE_INFINITY;
        for (int kept = levels; kept <= end; kept += step) {
            double found = between(sizes, kept, end, levels);
            if (found < least) {
                least = found;
                best = kept;
            }
        }
        return best;
    }

    private static double between(long[] sizes, int kept, int end, int levels) {
        double beyond = 0;
        for (int i = kept; i < end; i++) {
            beyond += sizes[i];
        }
        double inside = 0;
        for (int i = 0; i < kept; i++) {
            inside += sizes[i];
        }
        if (inside == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double divergence = 0;
        for (int level = 0; level < levels; level++) {
            int from = (int) ((long) kept * level / levels);
            int to = (int) ((long) kept * (level + 1) / levels);
            double mass = 0;
            int filled = 0;
            for (int i = from; i < to; i++) {
                mass += sizes[i];
                filled += sizes[i] > 0 ? 1 : 0;
            }
            for (int i = from; i < to; i++) {
                double p = (sizes[i] + (i == kept - 1 ? beyond : 0)) / (inside + beyond);
                if (p > 0) {
                    // A last bin that holds only what was beyond has no share of its level; a tiny one keeps the sum finite.
                    double q = sizes[i] > 0 ? mass / filled / inside : 1e-12;
                    divergence += p * Math.log(p / q);
                }
            }
        }
        return divergence;
    }
}
