package dev.secateur.engine.compress.slb;

/// How found weights lie in the file.
public enum Storage {

    /// As many bits as they have, without a gap; the file restores them by looking them up when it is loaded.
    BITS("bits"),
    /// Two to a byte, restored by DequantizeLinear in each run.
    INT4("int4"),
    /// One to a byte, restored by DequantizeLinear; with activations of at most 8 bits ONNX Runtime computes in integers.
    INT8("int8"),
    /// As float32 numbers.
    FLOAT("float");

    private final String id;

    Storage(String id) {
        this.id = id;
    }

    @Override
    public String toString() {
        return id;
    }
}
