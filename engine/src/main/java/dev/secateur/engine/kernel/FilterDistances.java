package dev.secateur.engine.kernel;

import java.util.function.IntConsumer;

/// Euclidean distances between filters.
public final class FilterDistances {

    private FilterDistances() {}

    /// For every row the sum of its distances to all others.
    ///
    /// @param rows `[count, length]`, row-major
    /// @param beforeRow called before each row's distances are taken, with the row's number: for progress and cancelling
    /// @return `[count]`
    public static double[] sums(float[] rows, int count, int length, IntConsumer beforeRow) {
        if (rows.length != (long) count * length) {
            throw new IllegalArgumentException(rows.length + " numbers for " + count + " rows of " + length);
        }
        double[] sums = new double[count];
        for (int a = 0; a < count; a++) {
            beforeRow.accept(a);
            for (int b = a + 1; b < count; b++) {
                double distance = Math.sqrt(squared(rows, a * length, b * length, length));
                sums[a] += distance;
                sums[b] += distance;
            }
        }
        return sums;
    }

    /// Differences are squared as they are: the expansion into three products loses what near filters differ by.
    private static double squared(float[] rows, int a, int b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double difference = rows[a + i] - rows[b + i];
            sum += difference * difference;
        }
        return sum;
    }
}
