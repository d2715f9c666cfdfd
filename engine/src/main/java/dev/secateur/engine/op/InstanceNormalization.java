package dev.secateur.engine.op;

/// Mean 0 and variance 1 over each channel of a sample, then scale and shift. Inputs: data `[N, C, ...]`, scale `[C]`, shift `[C]`.
public record InstanceNormalization(float epsilon) implements Op {

    @Override
    public String type() {
        return "InstanceNormalization";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
