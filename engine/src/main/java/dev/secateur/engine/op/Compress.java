package dev.secateur.engine.op;

import org.jspecify.annotations.Nullable;

/// Keeps slices whose condition is true; how many is known only at run time. Inputs: data, condition.
///
/// @param axis null for elements of the flattened tensor
public record Compress(@Nullable Integer axis) implements Op {

    @Override
    public String type() {
        return "Compress";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
