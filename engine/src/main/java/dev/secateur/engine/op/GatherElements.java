package dev.secateur.engine.op;

/// Picks elements along an axis by an index for each. Inputs: data, indices of the same rank.
public record GatherElements(int axis) implements Op {

    @Override
    public String type() {
        return "GatherElements";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
