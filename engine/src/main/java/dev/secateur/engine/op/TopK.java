package dev.secateur.engine.op;

import org.jspecify.annotations.Nullable;

/// The largest or smallest elements along an axis. Inputs: data, count? (since opset 10). Outputs: values, indices.
///
/// @param count as an attribute; null if the input gives it
/// @param largest false for the smallest
/// @param sorted true if the results are in order
public record TopK(int axis, @Nullable Long count, boolean largest, boolean sorted) implements Op {

    @Override
    public String type() {
        return "TopK";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
