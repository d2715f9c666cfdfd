package dev.secateur.engine.compress.haq;

/// What tells time and energy.
public enum Hardware {

    /// Bit-serial array of 8 x 8, one picture.
    BISMO_EDGE("bismo-edge"),
    /// Bit-serial array of 16 x 16, 16 pictures.
    BISMO_CLOUD("bismo-cloud"),
    /// Fusing multipliers, one picture.
    BITFUSION("bitfusion"),
    /// ONNX Runtime as measured here.
    ONNXRUNTIME("onnxruntime"),
    /// A table of the user's own.
    TABLE("table");

    private final String id;

    Hardware(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
