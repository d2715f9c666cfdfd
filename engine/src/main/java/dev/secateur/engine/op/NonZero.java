package dev.secateur.engine.op;

/// Indices of all elements that are not 0, `[rank, count]`; the count is known only at run time.
public record NonZero() implements Op {

    @Override
    public String type() {
        return "NonZero";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
