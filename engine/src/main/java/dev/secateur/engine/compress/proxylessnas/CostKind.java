package dev.secateur.engine.compress.proxylessnas;

/// What an operation costs.
public enum CostKind {
    /// Milliseconds in ONNX Runtime on this machine.
    TIME("time"),
    /// Multiply-accumulates, which need no measuring.
    MACS("macs");

    private final String name;

    CostKind(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
