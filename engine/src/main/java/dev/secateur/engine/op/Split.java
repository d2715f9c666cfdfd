package dev.secateur.engine.op;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Cuts a tensor along an axis. Inputs: data, split? (since opset 13).
///
/// @param split extents of the parts before opset 13; null if not given there or since then
/// @param numOutputs number of parts (since opset 18), null if not given
public record Split(int axis, @Nullable List<Long> split, @Nullable Integer numOutputs) implements Op {

    public Split {
        split = split == null ? null : List.copyOf(split);
    }

    @Override
    public String type() {
        return "Split";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
