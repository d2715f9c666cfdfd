package dev.secateur.engine.kernel;

/// How knockoffs follow from numbers: `x - A x + L z`.
///
/// @param size k, numbers in a row
/// @param shift A, `[k, k]` row-major
/// @param root L, `[k, k]` row-major
public record KnockoffLaw(int size, float[] shift, float[] root) {

    public KnockoffLaw {
        if (size < 1 || shift.length != size * size || root.length != size * size) {
            throw new IllegalArgumentException(
                    shift.length + " and " + root.length + " numbers are not matrices of " + size + " rows");
        }
        shift = shift.clone();
        root = root.clone();
    }

    @Override
    public float[] shift() {
        return shift.clone();
    }

    @Override
    public float[] root() {
        return root.clone();
    }
}
