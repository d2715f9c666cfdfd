package dev.secateur.engine.op;

/// Picks by a condition, with NumPy's broadcasting. Inputs: condition, result where true, result where false.
public record Where() implements Op {

    @Override
    public String type() {
        return "Where";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }
}
