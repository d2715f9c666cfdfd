package dev.secateur.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Compares rows with vector instructions that are asked for by name: the sums of some rows with a vector of others stay in registers.
/// No method of ours is called within the loops, see {@link VectorRounding}.
final class VectorTile extends PairTile {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    /// As many float32 as there are float64 in a vector.
    private static final VectorSpecies<Float> HALF = VectorSpecies.of(float.class,
            VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));
    /// Sums in one vector; a vector in float32 makes two of them.
    private static final int LANES = DOUBLES.length();

    VectorTile(Rows rows) {
        super(rows);
    }

    @Override
    void addProducts(Part part, float[] turned, double[] sums) {
        for (int j = 0; j < SIDE; j += FLOATS.length()) {
            for (int i = 0; i < part.height(); i += 4) {
                addProducts(part, i, turned, j, sums);
            }
        }
    }

    @Override
    void addDifferences(Part part, float[] turned, double[] sums) {
        for (int j = 0; j < SIDE; j += FLOATS.length()) {
            for (int i = 0; i < part.height(); i += 2) {
                addDifferences(part, i, turned, j, sums);
            }
        }
    }

    private static void addProducts(Part part, int i, float[] turned, int j, double[] sums) {
        float[] values = part.rows().values();
        int row0 = part.start(i);
        int row1 = part.start(i + 1);
        int row2 = part.start(i + 2);
        int row3 = part.start(i + 3);
        int to = i * SIDE + j;
        DoubleVector a0 = DoubleVector.fromArray(DOUBLES, sums, to);
        DoubleVector a1 = DoubleVector.fromArray(DOUBLES, sums, to + SIDE);
        DoubleVector a2 = DoubleVector.fromArray(DOUBLES, sums, to + 2 * SIDE);
        DoubleVector a3 = DoubleVector.fromArray(DOUBLES, sums, to + 3 * SIDE);
        DoubleVector b0 = DoubleVector.fromArray(DOUBLES, sums, to + LANES);
        DoubleVector b1 = DoubleVector.fromArray(DOUBLES, sums, to + SIDE + LANES);
        DoubleVector b2 = DoubleVector.fromArray(DOUBLES, sums, to + 2 * SIDE + LANES);
        DoubleVector b3 = DoubleVector.fromArray(DOUBLES, sums, to + 3 * SIDE + LANES);
        for (int k = 0; k < part.depth(); k++) {
            DoubleVector a = (DoubleVector) FloatVector.fromArray(HALF, turned, k * SIDE + j)
                    .convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector b = (DoubleVector) FloatVector.fromArray(HALF, turned, k * SIDE + j + LANES)
                    .convertShape(VectorOperators.F2D, DOUBLES, 0);
            double x0 = values[row0 + k];
            double x1 = values[row1 + k];
            double x2 = values[row2 + k];
            double x3 = values[row3 + k];
            a0 = a0.add(a.mul(x0));
            b0 = b0.add(b.mul(x0));
            a1 = a1.add(a.mul(x1));
            b1 = b1.add(b.mul(x1));
            a2 = a2.add(a.mul(x2));
            b2 = b2.add(b.mul(x2));
            a3 = a3.add(a.mul(x3));
            b3 = b3.add(b.mul(x3));
        }
        store(sums, to, a0, a1, a2, a3);
        store(sums, to + LANES, b0, b1, b2, b3);
    }

    /// Two rows at a time: with four the compiler's code is slower than its own vector instructions.
    private static void addDifferences(Part part, int i, float[] turned, int j, double[] sums) {
        float[] values = part.rows().values();
        int row0 = part.start(i);
        int row1 = part.start(i + 1);
        int to = i * SIDE + j;
        DoubleVector a0 = DoubleVector.fromArray(DOUBLES, sums, to);
        DoubleVector a1 = DoubleVector.fromArray(DOUBLES, sums, to + SIDE);
        DoubleVector b0 = DoubleVector.fromArray(DOUBLES, sums, to + LANES);
        DoubleVector b1 = DoubleVector.fromArray(DOUBLES, sums, to + SIDE + LANES);
        for (int k = 0; k < part.depth(); k++) {
            FloatVector others = FloatVector.fromArray(FLOATS, turned, k * SIDE + j);
            FloatVector differences0 = others.sub(values[row0 + k]);
            DoubleVector left0 = (DoubleVector) differences0.convert(VectorOperators.F2D, 0);
            DoubleVector right0 = (DoubleVector) differences0.convert(VectorOperators.F2D, 1);
            FloatVector differences1 = others.sub(values[row1 + k]);
            DoubleVector left1 = (DoubleVector) differences1.convert(VectorOperators.F2D, 0);
            DoubleVector right1 = (DoubleVector) differences1.convert(VectorOperators.F2D, 1);
            a0 = a0.add(left0.mul(left0));
            b0 = b0.add(right0.mul(right0));
            a1 = a1.add(left1.mul(left1));
            b1 = b1.add(right1.mul(right1));
        }
        a0.intoArray(sums, to);
        a1.intoArray(sums, to + SIDE);
        b0.intoArray(sums, to + LANES);
        b1.intoArray(sums, to + SIDE + LANES);
    }

    private static void store(double[] sums, int to, DoubleVector a, DoubleVector b, DoubleVector c, DoubleVector d) {
        a.intoArray(sums, to);
        b.intoArray(sums, to + SIDE);
        c.intoArray(sums, to + 2 * SIDE);
        d.intoArray(sums, to + 3 * SIDE);
    }
}
