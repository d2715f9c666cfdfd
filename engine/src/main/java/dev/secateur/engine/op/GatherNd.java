package dev.secateur.engine.op;

/// Picks slices by index tuples. Inputs: data, indices `[..., length of a tuple]`.
///
/// @param batchDims number of leading axes that both share
public record GatherNd(int batchDims) implements Op {

    @Override
    public String type() {
        return "GatherND";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
