package dev.secateur.engine.op;

/// Mean or maximum over all spatial axes, which stay with extent 1.
public record GlobalPool(Kind kind) implements Op {

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.POOLING;
    }

    /// Which value stands for all.
    public enum Kind {
        AVERAGE("GlobalAveragePool"), MAX("GlobalMaxPool");

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
