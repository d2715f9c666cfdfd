package dev.secateur.engine.op;

/// Mean 0 and variance 1 over each group of channels of a sample, then scale and shift. Inputs: data `[N, C, ...]`, scale, shift.
///
/// @param perGroup true for opsets 18 to 20, where scale and shift have one entry a group instead of one a channel
public record GroupNormalization(int groups, float epsilon, boolean perGroup) implements Op {

    @Override
    public String type() {
        return "GroupNormalization";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
