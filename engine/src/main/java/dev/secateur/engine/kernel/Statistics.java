package dev.secateur.engine.kernel;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.tensor.Tensor;

/// How the elements of a tensor are distributed. Elements that are not finite are counted and otherwise left out.
///
/// @param finite number of finite elements; if it is 0, the other numbers are 0 too
/// @param notFinite number of NaN and infinite elements
/// @param zeros number of elements that are exactly zero
/// @param min least
/// @param max greatest
/// @param mean arithmetic mean
/// @param deviation standard deviation of the whole (divisor n), 0 or more
/// @param histogram elements in each of some bins of equal width from `min` to `max`, the last one closed
public record Statistics(long finite, long notFinite, long zeros, double min, double max, double mean,
        double deviation, long[] histogram) {

    private static final int CHUNK = 1 << 16;

    /// Reads all elements twice.
    ///
    /// @param bins number of bins, 1 or more
    /// @throws IllegalStateException if the tensor's type holds no numbers
    public static Statistics of(Tensor tensor, int bins, Progress progress) {
        Moments moments = new Moments();
        long count = tensor.elements();
        for (long i = 0; i < count; i++) {
            if (i % CHUNK == 0) {
                progress.report(0.5 * i / count, "Reading the weights");
                progress.check();
            }
            moments.add(tensor.doubleAt(i));
        }
        long[] histogram = new long[bins];
        for (long i = 0; i < count; i++) {
            if (i % CHUNK == 0) {
                progress.report(0.5 + 0.5 * i / count, "Counting the weights");
                progress.check();
            }
            moments.countInto(histogram, tensor.doubleAt(i));
        }
        return moments.result(histogram);
    }

    /// The part of the finite elements that is exactly zero, 0..1.
    public double sparsity() {
        return finite == 0 ? 0 : (double) zeros / finite;
    }

    /// Width of one bin; 0 if all elements are equal.
    public double binWidth() {
        return (max - min) / histogram.length;
    }

    /// Running moments after Welford, so that large means do not swallow small deviations.
    private static final class Moments {
        private long finite;
        private long notFinite;
        private long zeros;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double mean;
        private double squares;

        void add(double x) {
            if (!Double.isFinite(x)) {
                notFinite++;
                return;
            }
            finite++;
            if (x == 0) {
                zeros++;
            }
            min = Math.min(min, x);
            max = Math.max(max, x);
            double delta = x - mean;
            mean += delta / finite;
            squares += delta * (x - mean);
        }

        void countInto(long[] histogram, double x) {
            if (Double.isFinite(x)) {
                double position = max > min ? (x - min) / (max - min) * histogram.length : 0;
                histogram[Math.min((int) position, histogram.length - 1)]++;
            }
        }

        Statistics result(long[] histogram) {
            boolean none = finite == 0;
            return new Statistics(finite, notFinite, zeros, none ? 0 : min, none ? 0 : max, mean,
                    none ? 0 : Math.sqrt(squares / finite), histogram);
        }
    }
}
