package dev.secateur.engine.kernel;

import dev.secateur.engine.job.Progress;

/// The heavy data-parallel work on plain numbers. Every method gives the same bits for the same input, whatever the number
/// of threads, and takes empty arrays.
///
/// Arrays are primitive, so that an implementation may hand them to a device as they are. None is changed but where it is said.
public interface Kernels {

    /// What is lost when values are rounded to each of several grids.
    ///
    /// With step s and codes from low to high a value x becomes `s * clamp(x / s rounded half to even, low, high)`, in float32, as
    /// `QuantizeLinear` and `DequantizeLinear` of ONNX do with the zero point taken off the codes; step 0 makes all of it 0. A value
    /// that is no number makes the sums of its row no numbers.
    ///
    /// @param values `[rows, length] float32`, row-major
    /// @param grids one grid a row for each of the variants that are compared
    RoundingErrors roundingErrors(float[] values, Grids grids);

    /// The same for a caller who rounds the same values to one set of grids after the other: a device keeps the values.
    ///
    /// @param values as above; not changed by anybody until the sweep is closed
    default RoundingSweep sweep(float[] values) {
        return grids -> roundingErrors(values, grids);
    }

    /// Counts values in bins of equal width; what lies outside is counted in the first or the last one, what is no number nowhere.
    ///
    /// @param low where the first bin begins
    /// @param width of a bin, above 0
    /// @param counts is added to
    void count(float[] values, float low, float width, long[] counts);

    /// Clusters numbers by k-means: Lloyd's algorithm from centres at equal distances and from centres at equal shares of the
    /// numbers; the better result counts. Implementations may end in different local optima of nearly the same error.
    ///
    /// @param values finite
    /// @param most clusters, 1 or more; fewer come out where fewer values differ, or where a cluster ran empty
    /// @param iterations of Lloyd's algorithm at most, 0 or more
    Clusters clusters(float[] values, int most, int iterations);

    /// How large each row is. A value that is no number makes the size of its row no number.
    ///
    /// @param rows `[count, length] float32`, row-major
    /// @param count rows, 1 or more
    /// @return `[count]`
    double[] norms(float[] rows, int count, Norm norm);

    /// For every row the sum of its Euclidean distances to all others. A row with a value that is no number makes all sums no numbers.
    ///
    /// @param rows `[count, length] float32`, row-major
    /// @param count rows, 1 or more
    /// @return `[count]`
    double[] distanceSums(float[] rows, int count, Progress progress);

    /// The products of all rows with each other, summed in float64: the Gram matrix. That of the transposed matrix over n - 1 is
    /// the covariance of centred columns.
    ///
    /// @param rows `[count, length] float32`, row-major
    /// @param count rows, 1 or more
    /// @return `[count, count]`, symmetric
    double[] gram(float[] rows, int count);

    /// Second-order Gaussian knockoffs: of each row x with normal numbers z the row `x - A x + L z`.
    ///
    /// @param centred `[n, k] float32`: rows from which the mean was taken
    /// @param drawn `[n, k] float32`: independent standard normal numbers
    /// @param law the matrices A and L
    /// @return `[n, k]`
    float[] knockoffs(float[] centred, float[] drawn, KnockoffLaw law);

    /// Two convolutions in a row as one: `K[o, i, u2 s + u1, v2 s + v1] += sum over m of W2[o, m, u2, v2] W1[m, i, u1, v1]`.
    ///
    /// @return `[outputs, inputs, height, width]` without groups, see {@link ConvolutionPair}
    double[] compose(ConvolutionPair pair, Progress progress);

    /// For every row of logits the mean of the candidates under its softmax, `sum c_j exp(l_j / t) / sum exp(l_j / t)`. Where a logit
    /// is +infinity or no number, or all are -infinity, so is the mean no number.
    ///
    /// @param logits `[n, candidates] float32`, row-major
    /// @param candidates values, 1 or more
    /// @param temperature t, above 0
    /// @return `[n]`
    float[] softmaxMeans(float[] logits, float[] candidates, float temperature);

    /// For every row the index of its largest number, the first of equal ones; -1 where none is a number.
    ///
    /// @param rows `[n, length] float32`, row-major
    /// @param length numbers in a row, 1 or more
    /// @return `[n]`
    int[] largest(float[] rows, int length);

    /// The rows with the largest Euclidean norms: those that are not zero in the nearest matrix with so many rows. Of equal norms the
    /// last stay; a row whose norm is no number goes first.
    ///
    /// @param rows `[count, length] float32`, row-major
    /// @param count rows, 1 or more
    /// @param kept number of rows that stay, 0 to count
    /// @return places of the rows that stay, rising
    default int[] largestRows(float[] rows, int count, int kept) {
        return TopRows.of(norms(rows, count, Norm.L2_SQUARED), kept);
    }

    /// The plain Java form, on all processors that the program may use.
    static Kernels plain() {
        return new PlainKernels(Loops.plain());
    }

    /// The form of the above that is fastest on this machine, with the same bits as results; see {@link ProcessorForm}.
    static Kernels processor() {
        return new PlainKernels(ProcessorForm.FOUND.loops());
    }

    /// Those chosen for the work that runs on this thread, see {@link ChosenKernels}; else the processor's.
    static Kernels current() {
        return ChosenKernels.get();
    }

    /// How the size of a row is measured.
    enum Norm {
        /// Sum of absolute values.
        L1,
        /// Sum of squares.
        L2_SQUARED
    }
}
