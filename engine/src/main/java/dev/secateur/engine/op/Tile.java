package dev.secateur.engine.op;

/// Repeats a tensor. Inputs: data, repeats for each axis.
public record Tile() implements Op {

    @Override
    public String type() {
        return "Tile";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
