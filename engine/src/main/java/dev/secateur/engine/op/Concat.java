package dev.secateur.engine.op;

/// Joins tensors along an axis.
public record Concat(int axis) implements Op {

    @Override
    public String type() {
        return "Concat";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
