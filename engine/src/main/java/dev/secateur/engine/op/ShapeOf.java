package dev.secateur.engine.op;

import org.jspecify.annotations.Nullable;

/// The extents of a tensor as an int64 vector (`Shape` in ONNX).
///
/// @param start first axis, may be negative
/// @param end axis after the last, may be negative; null for all
public record ShapeOf(int start, @Nullable Integer end) implements Op {

    @Override
    public String type() {
        return "Shape";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
