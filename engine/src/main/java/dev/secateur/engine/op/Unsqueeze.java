package dev.secateur.engine.op;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Inserts axes of extent 1. Inputs: data, axes (since opset 13).
///
/// @param axes positions in the output before opset 13; null since then
public record Unsqueeze(@Nullable List<Long> axes) implements Op {

    public Unsqueeze {
        axes = axes == null ? null : List.copyOf(axes);
    }

    @Override
    public String type() {
        return "Unsqueeze";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
