package dev.secateur.engine.op;

/// Moves channels into blocks of pixels.
///
/// @param columnRow true if channels are ordered depth, column, row (`CRD`), false for column, row, depth (`DCR`)
public record DepthToSpace(int blockSize, boolean columnRow) implements Op {

    @Override
    public String type() {
        return "DepthToSpace";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
