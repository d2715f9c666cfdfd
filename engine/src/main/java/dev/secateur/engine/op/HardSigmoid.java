package dev.secateur.engine.op;

/// `max(0, min(1, alpha * x + beta))`.
public record HardSigmoid(float alpha, float beta) implements Op {

    @Override
    public String type() {
        return "HardSigmoid";
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }
}
