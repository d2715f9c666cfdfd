package dev.secateur.engine.op;

/// True where an element is infinite.
///
/// @param negative true if minus infinity counts
/// @param positive true if plus infinity counts
public record IsInfinite(boolean negative, boolean positive) implements Op {

    @Override
    public String type() {
        return "IsInf";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }
}
