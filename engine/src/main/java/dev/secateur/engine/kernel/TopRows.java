package dev.secateur.engine.kernel;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Projects a matrix onto those with a given number of rows that are not zero.
final class TopRows {

    private TopRows() {}

    /// @param norms of the rows, 0 or more, in any measure that rises with their size
    static float[] of(float[] rows, double[] norms, int kept) {
        if (kept < 0 || kept > norms.length) {
            throw new IllegalArgumentException(kept + " of " + norms.length + " rows cannot stay");
        }
        int length = rows.length / norms.length;
        float[] result = new float[rows.length];
        IntStream.range(0, norms.length).boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> Double.isNaN(norms[row])
                        ? Double.POSITIVE_INFINITY
                        : -norms[row]))
                .limit(kept)
                .forEach(row -> System.arraycopy(rows, row * length, result, row * length, length));
        return result;
    }
}
