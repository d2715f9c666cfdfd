package dev.secateur.engine.op;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Borders around a tensor. Inputs since opset 11: data, pads, value?, axes?.
///
/// @param mode `constant`, `reflect`, `edge` or `wrap`
/// @param pads begins of all axes, then ends, before opset 11; null since then
/// @param value before opset 11; null since then
public record Pad(String mode, @Nullable List<Long> pads, @Nullable Float value) implements Op {

    public Pad {
        pads = pads == null ? null : List.copyOf(pads);
    }

    @Override
    public String type() {
        return "Pad";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
