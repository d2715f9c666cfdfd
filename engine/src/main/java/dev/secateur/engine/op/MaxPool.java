package dev.secateur.engine.op;

/// Maximum over a window. A second output, if named, holds indices.
public record MaxPool(Window window, boolean ceilMode, int storageOrder) implements Op {

    @Override
    public String type() {
        return "MaxPool";
    }

    @Override
    public OpFamily family() {
        return OpFamily.POOLING;
    }
}
