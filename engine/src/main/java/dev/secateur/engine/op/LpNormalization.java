package dev.secateur.engine.op;

/// Divides by the norm along an axis.
///
/// @param p 1 or 2
public record LpNormalization(int axis, int p) implements Op {

    @Override
    public String type() {
        return "LpNormalization";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
