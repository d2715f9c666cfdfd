package dev.secateur.engine.op;

/// The number of elements as an int64 scalar (`Size` in ONNX).
public record SizeOf() implements Op {

    @Override
    public String type() {
        return "Size";
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }
}
