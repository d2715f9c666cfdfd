package dev.secateur.engine.op;

/// Elements of another type: that of the second operand, whose numbers do not matter. Inputs: data, example.
///
/// @param saturate whether numbers beyond the range of an 8-bit real type become its largest one
public record CastLike(boolean saturate) implements Op {

    @Override
    public String type() {
        return "CastLike";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
