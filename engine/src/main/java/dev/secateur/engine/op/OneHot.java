package dev.secateur.engine.op;

/// Indices as vectors with one different element. Inputs: indices, depth, values (off, on).
///
/// @param axis where the new axis stands in the result
public record OneHot(int axis) implements Op {

    @Override
    public String type() {
        return "OneHot";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
