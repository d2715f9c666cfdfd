package dev.secateur.engine.op;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.tensor.DType;

/// `round(x / scale) + zero point`, within the range of the result's type. Inputs: data, scale, zero point?.
///
/// @param axis of the scale if it is a vector
/// @param blockSize elements along the axis that share a scale; 0 if the scale's extents tell
/// @param saturate for float8 results: out-of-range values become the largest number
/// @param result type of the result; null if the zero point tells, and uint8 if there is none
public record QuantizeLinear(int axis, int blockSize, boolean saturate, @Nullable DType result) implements Op {

    @Override
    public String type() {
        return "QuantizeLinear";
    }

    @Override
    public OpFamily family() {
        return OpFamily.OTHER;
    }
}
