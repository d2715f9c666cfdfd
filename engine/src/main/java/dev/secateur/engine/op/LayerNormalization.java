package dev.secateur.engine.op;

/// Mean 0 and variance 1 over all axes from one on, then scale and shift. Inputs: data, scale, shift?.
/// Outputs: result, mean?, inverse standard deviation?.
///
/// @param axis first of the axes that are taken together; negative counts from the end
/// @param epsilon added to the variance
/// @param stash code of the element type in which mean and deviation are computed, 1 for float32
public record LayerNormalization(int axis, float epsilon, int stash) implements Op {

    @Override
    public String type() {
        return "LayerNormalization";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
