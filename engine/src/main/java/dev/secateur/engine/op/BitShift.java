package dev.secateur.engine.op;

/// Shifts bits by as many places as the second tensor says, with NumPy's broadcasting.
public record BitShift(boolean left) implements Op {

    @Override
    public String type() {
        return "BitShift";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }
}
