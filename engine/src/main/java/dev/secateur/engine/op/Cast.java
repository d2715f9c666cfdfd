package dev.secateur.engine.op;

import dev.secateur.engine.tensor.DType;

/// Another element type.
///
/// @param saturate for float8 targets: out-of-range values become the largest number
public record Cast(DType to, boolean saturate) implements Op {

    @Override
    public String type() {
        return "Cast";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
