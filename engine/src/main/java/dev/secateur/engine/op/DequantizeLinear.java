package dev.secateur.engine.op;

/// `(x - zero point) * scale`. Inputs: data, scale, zero point?.
///
/// @param axis of the scale if it is a vector
/// @param blockSize elements along the axis that share a scale; 0 if the scale's extents tell
public record DequantizeLinear(int axis, int blockSize) implements Op {

    @Override
    public String type() {
        return "DequantizeLinear";
    }

    @Override
    public OpFamily family() {
        return OpFamily.OTHER;
    }
}
