package dev.secateur.engine.op;

/// Quantises to uint8 with scale and zero point found in the data. Outputs: result, scale, zero point.
public record DynamicQuantizeLinear() implements Op {

    @Override
    public String type() {
        return "DynamicQuantizeLinear";
    }

    @Override
    public OpFamily family() {
        return OpFamily.OTHER;
    }
}
