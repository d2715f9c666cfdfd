package dev.secateur.engine.op;

import dev.secateur.engine.tensor.Tensor;

/// A tensor of one repeated value. Input: its extents.
///
/// @param value one element, which gives the type too
public record ConstantOfShape(Tensor value) implements Op {

    @Override
    public String type() {
        return "ConstantOfShape";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
