package dev.secateur.engine.op;

import dev.secateur.engine.tensor.Tensor;

/// A value that stands in a node instead of in the list of initializers. No inputs.
public record Constant(Tensor value) implements Op {

    @Override
    public String type() {
        return "Constant";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
