package dev.secateur.engine.op;

/// The same value under another name.
public record Identity() implements Op {

    @Override
    public String type() {
        return "Identity";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
