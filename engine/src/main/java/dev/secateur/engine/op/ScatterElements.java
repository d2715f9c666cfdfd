package dev.secateur.engine.op;

/// The data with single elements replaced along an axis. Inputs: data, indices, updates of the indices' extents.
///
/// @param reduction `none`, `add`, `mul`, `max` or `min`: how an update meets what is there
public record ScatterElements(int axis, String reduction) implements Op {

    @Override
    public String type() {
        return "ScatterElements";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
