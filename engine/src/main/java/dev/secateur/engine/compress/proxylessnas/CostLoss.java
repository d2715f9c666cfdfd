package dev.secateur.engine.compress.proxylessnas;

/// How the expected cost enters the loss.
public enum CostLoss {
    /// The loss times factor * (log cost / log target) ^ power, the released code's default.
    POWER("power"),
    /// The loss plus lambda * (cost - target) / target.
    LINEAR("linear"),
    /// Not at all.
    NONE("none");

    private final String name;

    CostLoss(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
