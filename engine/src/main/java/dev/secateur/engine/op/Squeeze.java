package dev.secateur.engine.op;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Drops axes of extent 1. Inputs: data, axes? (since opset 13).
///
/// @param axes before opset 13; null if not given there or since then
public record Squeeze(@Nullable List<Long> axes) implements Op {

    public Squeeze {
        axes = axes == null ? null : List.copyOf(axes);
    }

    @Override
    public String type() {
        return "Squeeze";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
