package dev.secateur.engine.op;

/// Mean over a window.
///
/// @param countIncludePad true if padding counts in the denominator
public record AveragePool(Window window, boolean ceilMode, boolean countIncludePad) implements Op {

    @Override
    public String type() {
        return "AveragePool";
    }

    @Override
    public OpFamily family() {
        return OpFamily.POOLING;
    }
}
