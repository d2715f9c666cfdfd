package dev.secateur.gpu.kernel;

/// Every row with every other one.
public final class PairKernels {

    private PairKernels() {}

    /// Squares of Euclidean distances. One work-item for each pair of a band of rows and all rows; it alone writes theirs.
    ///
    /// @param turned `[length, count]`: a column is a row, so that neighbouring work-items read neighbours
    /// @param sizes items, count, length, first row of the band
    /// @param squares `[band, count]`
    public static void differences(float[] turned, int[] sizes, double[] squares) {
        for (@Parallel
        int item = 0; item < squares.length; item++) {
            if (item < sizes[0]) {
                int count = sizes[1];
                int a = sizes[3] + item / count;
                int b = item % count;
                double sum = 0;
                for (int i = 0; i < sizes[2]; i++) {
                    float difference = turned[i * count + a] - turned[i * count + b];
                    double wide = difference;
                    sum += wide * wide;
                }
                squares[item] = sum;
            }
        }
    }

    /// Products. One work-item for each pair of a band of rows and all rows; it alone writes theirs.
    ///
    /// @param turned `[length, count]`
    /// @param sizes items, count, length, first row of the band
    /// @param products `[band, count]`
    public static void products(float[] turned, int[] sizes, double[] products) {
        for (@Parallel
        int item = 0; item < products.length; item++) {
            if (item < sizes[0]) {
                int count = sizes[1];
                int a = sizes[3] + item / count;
                int b = item % count;
                double sum = 0;
                for (int i = 0; i < sizes[2]; i++) {
                    double x = turned[i * count + a];
                    sum += x * turned[i * count + b];
                }
                products[item] = sum;
            }
        }
    }
}
