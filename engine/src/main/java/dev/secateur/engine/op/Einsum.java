package dev.secateur.engine.op;

/// Sums of products along named axes, in Einstein's notation: `bij,bjk->bik`.
///
/// @param equation as the file says
public record Einsum(String equation) implements Op {

    @Override
    public String type() {
        return "Einsum";
    }

    @Override
    public OpFamily family() {
        return OpFamily.LINEAR;
    }
}
