package dev.secateur.engine.op;

/// The data with slices replaced. Inputs: data, indices `[..., length of a tuple]`, updates.
///
/// @param reduction `none`, `add`, `mul`, `max` or `min`: how an update meets what is there
public record ScatterNd(String reduction) implements Op {

    @Override
    public String type() {
        return "ScatterND";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
