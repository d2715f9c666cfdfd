package dev.secateur.engine.kernel;

/// The heavy data-parallel work on plain numbers. Every method gives the same bits for the same input, whatever the number
/// of threads, and takes empty arrays.
///
/// Arrays are primitive, so that an implementation may hand them to a device as they are.
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

    /// Counts values in bins of equal width; what lies outside is counted in the first or the last one, what is no number nowhere.
    ///
    /// @param low where the first bin begins
    /// @param width of a bin, above 0
    /// @param counts is added to
    void count(float[] values, float low, float width, long[] counts);

    /// Clusters numbers by k-means.
    ///
    /// @param values finite
    /// @param most clusters, 1 or more; fewer come out where fewer values differ, or where a cluster ran empty
    /// @param iterations of Lloyd's algorithm at most, 0 or more
    Clusters clusters(float[] values, int most, int iterations);

    /// The plain Java form, on all processors that the program may use.
    static Kernels plain() {
        return new PlainKernels();
    }
}
