package dev.secateur.engine.op;

/// Divides by a power of the squares summed over neighbouring channels (Krizhevsky et al. 2012).
///
/// @param size number of channels in the sum
public record LocalResponse(int size, float alpha, float beta, float bias) implements Op {

    @Override
    public String type() {
        return "LRN";
    }

    @Override
    public OpFamily family() {
        return OpFamily.NORMALISATION;
    }
}
