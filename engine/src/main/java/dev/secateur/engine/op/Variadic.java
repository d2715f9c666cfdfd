package dev.secateur.engine.op;

/// An element-wise function of one or more tensors, with NumPy's broadcasting.
public record Variadic(Kind kind) implements Op {

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }

    /// Which function.
    public enum Kind {
        MIN("Min"), MAX("Max"), SUM("Sum"), MEAN("Mean");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /// The operator's name in ONNX.
        public String type() {
            return type;
        }
    }
}
