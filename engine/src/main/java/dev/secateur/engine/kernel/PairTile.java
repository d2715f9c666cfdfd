package dev.secateur.engine.kernel;

/// The sums of a square of row pairs. The second rows are turned so that the innermost loop runs over rows: its sums are independent of
/// each other, and vector instructions can be made of it, which they may not of one sum over a row.
abstract class PairTile {

    /// Rows in a tile: the sums of a tile take 32 KB.
    static final int SIDE = 64;

    /// Values of a row that are looked at before the next row: turned, they take 64 KB.
    private static final int DEPTH = 256;

    private final Rows rows;

    /// Rows that are compared with each other.
    ///
    /// @param values `[count, length]`, row-major
    /// @param differences true to sum the squares of differences, false to sum products
    record Rows(float[] values, int count, int length, boolean differences) {}

    PairTile(Rows rows) {
        this.rows = rows;
    }

    /// @param a first row
    /// @param b first row that it is compared with
    /// @return `[SIDE, SIDE]`; numbers of rows that there are not mean nothing
    final double[] sums(int a, int b) {
        double[] sums = new double[SIDE * SIDE];
        float[] turned = new float[SIDE * DEPTH];
        for (int from = 0; from < rows.length(); from += DEPTH) {
            int depth = Math.min(DEPTH, rows.length() - from);
            turn(b, from, depth, turned);
            if (rows.differences()) {
                addDifferences(new Part(rows, a, from, depth), turned, sums);
            } else {
                addProducts(new Part(rows, a, from, depth), turned, sums);
            }
        }
        return sums;
    }

    /// Values `from` to `from + depth - 1` of rows `a` and those behind it.
    record Part(Rows rows, int a, int from, int depth) {

        /// Rows that there are.
        int height() {
            return Math.min(SIDE, rows.count() - a);
        }

        /// Where the values of a row begin; the last row stands for those that there are not.
        int start(int i) {
            return Math.min(a + i, rows.count() - 1) * rows.length() + from;
        }
    }

    private void turn(int b, int from, int depth, float[] turned) {
        for (int j = 0; j < SIDE && b + j < rows.count(); j++) {
            int row = (b + j) * rows.length() + from;
            for (int k = 0; k < depth; k++) {
                turned[k * SIDE + j] = rows.values()[row + k];
            }
        }
    }

    /// Adds the squares of differences, taken in float32. They are squared as they are: the expansion into three products loses what
    /// near rows differ by.
    ///
    /// @param turned `[depth, SIDE]`
    abstract void addDifferences(Part part, float[] turned, double[] sums);

    /// Adds products, taken in float64.
    ///
    /// @param turned `[depth, SIDE]`
    abstract void addProducts(Part part, float[] turned, double[] sums);
}
