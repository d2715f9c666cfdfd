package dev.secateur.engine.op;

/// Running sums along an axis. Inputs: data, axis.
///
/// @param exclusive true if an element is not part of its own sum
/// @param reverse true if sums run from the end
public record CumSum(boolean exclusive, boolean reverse) implements Op {

    @Override
    public String type() {
        return "CumSum";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }
}
