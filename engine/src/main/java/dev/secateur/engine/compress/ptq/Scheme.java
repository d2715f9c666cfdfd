package dev.secateur.engine.compress.ptq;

/// Codes of activations.
public enum Scheme {

    /// Unsigned, with a zero point: the range from the least to the greatest value.
    AFFINE("affine"),
    /// Signed, around zero.
    SYMMETRIC("symmetric");

    private final String id;

    Scheme(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
