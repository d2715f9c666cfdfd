package dev.secateur.engine.op;

/// Root mean square 1 over all axes from one on, then scale; the mean stays. Inputs: data, scale.
///
/// @param axis first of the axes that are taken together; negative counts from the end
/// @param epsilon added to the mean square
/// @param stash code of the element type in which the mean square is computed, 1 for float32
public record RmsNormalization(int axis, float epsilon, int stash) implements Op {

    @Override
    public String type() {
        return "RMSNormalization";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
