package dev.secateur.engine.kernel;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Finds the largest of some rows.
final class TopRows {

    private TopRows() {}

    /// @param norms of the rows, 0 or more, in any measure that rises with their size
    static int[] of(double[] norms, int kept) {
        if (kept < 0 || kept > norms.length) {
            throw new IllegalArgumentException(kept + " of " + norms.length + " rows cannot stay");
        }
        return IntStream.range(0, norms.length).boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> Double.isNaN(norms[row])
                        ? Double.NEGATIVE_INFINITY
                        : norms[row]))
                .skip(norms.length - kept).mapToInt(row -> row).sorted().toArray();
    }
}
