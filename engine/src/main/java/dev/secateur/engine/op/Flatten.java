package dev.secateur.engine.op;

/// To a matrix: axes before `axis` make the rows, the others the columns.
public record Flatten(int axis) implements Op {

    @Override
    public String type() {
        return "Flatten";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
