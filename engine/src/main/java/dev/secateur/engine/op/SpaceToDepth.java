package dev.secateur.engine.op;

/// Moves blocks of pixels into channels.
public record SpaceToDepth(int blockSize) implements Op {

    @Override
    public String type() {
        return "SpaceToDepth";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
