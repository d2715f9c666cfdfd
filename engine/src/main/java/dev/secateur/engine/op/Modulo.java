package dev.secateur.engine.op;

/// Remainder of a division, with NumPy's broadcasting.
///
/// @param truncated true if the remainder has the sign of the dividend (C's `fmod`), false for the sign of the divisor
public record Modulo(boolean truncated) implements Op {

    @Override
    public String type() {
        return "Mod";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }
}
