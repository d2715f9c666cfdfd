package dev.secateur.engine.op;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Other extents for the same elements. Inputs: data, shape (since opset 5).
///
/// @param shape extents before opset 5, null since then
/// @param allowZero true if 0 means an empty axis, false if it copies the input's extent
public record Reshape(@Nullable List<Long> shape, boolean allowZero) implements Op {

    public Reshape {
        shape = shape == null ? null : List.copyOf(shape);
    }

    @Override
    public String type() {
        return "Reshape";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
