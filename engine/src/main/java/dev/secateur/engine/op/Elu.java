package dev.secateur.engine.op;

/// `x` where positive, else `alpha * (exp(x) - 1)`.
public record Elu(float alpha) implements Op {

    @Override
    public String type() {
        return "Elu";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }
}
