package dev.secateur.engine.op;

/// `x * Phi(x)` with the distribution function of the normal distribution.
///
/// @param tanh true for the approximation by a hyperbolic tangent
public record Gelu(boolean tanh) implements Op {

    @Override
    public String type() {
        return "Gelu";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }
}
