package dev.secateur.engine.kernel;

import java.util.Arrays;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Rounds with vector instructions that are asked for by name: the sums of a vector's lanes stay in registers over a whole block.
///
/// Comparisons in place of `min` and `max`, which take three more instructions each for zeros with a sign; those the rounding takes away.
/// What is no number stays so. The loop calls no method of ours: one that the compiler has not seen often when it compiles the loop for
/// good is not put into it, and every vector that goes through it becomes an object.
final class VectorRounding extends RoundingBlock {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private final float[] sums = new float[3 * FOLDED];
    /// Values that do not fill all lanes, and zeros, which lose nothing.
    private final float[] padded = new float[BLOCK];

    VectorRounding(float[] values, Grid grid) {
        super(values, grid);
    }

    @Override
    float[] round(float[] values, int start, int count, Step grid) {
        int parts = Math.ceilDiv(count, LANES);
        float[] from = values;
        int first = start;
        if (count % LANES != 0) {
            System.arraycopy(values, start, padded, 0, count);
            Arrays.fill(padded, count, parts * LANES, 0);
            from = padded;
            first = 0;
        }
        for (int lane = 0; lane < FOLDED; lane += SPECIES.length()) {
            FloatVector errors = FloatVector.zero(SPECIES);
            FloatVector products = errors;
            FloatVector squares = errors;
            for (int at = lane; at < LANES; at += FOLDED) {
                FloatVector error = FloatVector.zero(SPECIES);
                FloatVector product = error;
                FloatVector square = error;
                for (int part = 0; part < parts; part++) {
                    FloatVector x = FloatVector.fromArray(SPECIES, from, first + part * LANES + at);
                    FloatVector code = x.div(grid.divisor());
                    code = code.blend(grid.low(), code.compare(VectorOperators.LT, grid.low()));
                    code = code.blend(grid.high(), code.compare(VectorOperators.GT, grid.high()));
                    FloatVector q = code.add(ROUNDER).sub(ROUNDER).mul(grid.step());
                    FloatVector lost = q.sub(x);
                    error = error.add(lost.mul(lost));
                    product = product.add(q.mul(x));
                    square = square.add(q.mul(q));
                }
                errors = errors.add(error);
                products = products.add(product);
                squares = squares.add(square);
            }
            errors.intoArray(sums, lane);
            products.intoArray(sums, FOLDED + lane);
            squares.intoArray(sums, 2 * FOLDED + lane);
        }
        return sums;
    }
}
