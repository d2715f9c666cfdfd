package dev.secateur.engine.op;

/// Matrix product with NumPy's rules for higher ranks. Inputs: A, B.
public record MatMul() implements Op {

    @Override
    public String type() {
        return "MatMul";
    }

    @Override
    public OpFamily family() {
        return OpFamily.LINEAR;
    }
}
