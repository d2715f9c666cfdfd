package dev.secateur.engine.op;

/// One triangle of a stack of matrices, the rest 0. Inputs: data, number of the diagonal?.
///
/// @param upper true for the upper triangle
public record Trilu(boolean upper) implements Op {

    @Override
    public String type() {
        return "Trilu";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
