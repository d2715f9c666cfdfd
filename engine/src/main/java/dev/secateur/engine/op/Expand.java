package dev.secateur.engine.op;

/// Broadcasts to extents. Inputs: data, shape.
public record Expand() implements Op {

    @Override
    public String type() {
        return "Expand";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
