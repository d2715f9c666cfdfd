package dev.secateur.engine.compress.autocompress;

import java.util.BitSet;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.kernel.Kernels;

/// A weight as a matrix: a row for each filter, a column for each position of the kernel in each input channel.
///
/// @param node whose weight it is
/// @param weight the constant, `[rows, inner, taps...]`
/// @param rows filters
/// @param inner input channels that a filter sees
/// @param taps positions of the kernel
/// @param macs multiply-accumulates that each element takes part in, for one picture
/// @param rowUnits for every row its unit of the coupling; -1 if it never goes
/// @param innerUnits for every input channel its unit; -1 if it never goes
/// @param isConvolution false for a matrix product, of which single weights alone can go
record Layer(Node node, Value weight, int rows, int inner, int taps, double macs, int[] rowUnits, int[] innerUnits,
        boolean isConvolution) {

    int columns() {
        return inner * taps;
    }

    /// Index of an element.
    int index(int row, int column) {
        return row * columns() + column;
    }

    /// Columns in which a weight is not zero.
    BitSet live(float[] numbers) {
        BitSet live = new BitSet(columns());
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                live.set(i % columns());
            }
        }
        return live;
    }

    /// Columns as rows, each with its elements in the rows that stay.
    ///
    /// @param which columns
    /// @return `[which, rows that stay]`
    float[] columns(float[] numbers, int[] which, BitSet removed) {
        float[] turned = new float[which.length * rowsKept(removed)];
        int length = turned.length / Math.max(1, which.length);
        int at = 0;
        for (int row = 0; row < rows; row++) {
            if (keepsRow(row, removed)) {
                for (int i = 0; i < which.length; i++) {
                    turned[i * length + at] = numbers[index(row, which[i])];
                }
                at++;
            }
        }
        return turned;
    }

    /// Squared L2 norm of each of some columns over the rows that stay.
    ///
    /// @param which columns, 1 or more
    double[] energies(float[] numbers, int[] which, BitSet removed) {
        return Kernels.current().norms(columns(numbers, which, removed), which.length, Kernels.Norm.L2_SQUARED);
    }

    /// Rows that stay.
    int rowsKept(BitSet removed) {
        return kept(rowUnits, removed);
    }

    /// Input channels that stay.
    int innerKept(BitSet removed) {
        return kept(innerUnits, removed);
    }

    boolean keepsColumn(int column, BitSet removed) {
        int unit = innerUnits[column / taps];
        return unit < 0 || !removed.get(unit);
    }

    boolean keepsRow(int row, BitSet removed) {
        return rowUnits[row] < 0 || !removed.get(rowUnits[row]);
    }

    private static int kept(int[] units, BitSet removed) {
        int kept = 0;
        for (int unit : units) {
            kept += unit < 0 || !removed.get(unit) ? 1 : 0;
        }
        return kept;
    }
}
