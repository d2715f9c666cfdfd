package dev.secateur.engine.op;

import org.jspecify.annotations.Nullable;

/// The same value at inference. Inputs since opset 12: data, ratio?, training mode?.
///
/// @param ratio before opset 12; null since then
public record Dropout(@Nullable Float ratio) implements Op {

    @Override
    public String type() {
        return "Dropout";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }
}
