package dev.secateur.engine.op;

/// `x` where positive, else `alpha * x`.
public record LeakyRelu(float alpha) implements Op {

    @Override
    public String type() {
        return "LeakyRelu";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }
}
