package dev.secateur.engine.op;

/// Picks slices along an axis by index. Inputs: data, indices.
public record Gather(int axis) implements Op {

    @Override
    public String type() {
        return "Gather";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
