package dev.secateur.engine.op;

/// A product of matrices of 8-bit integers, with NumPy's broadcasting of stacks.
///
/// - QLinearMatMul gives 8-bit integers again; inputs: data, its scale, its zero point, weight, its scale, its zero point,
///   scale of the result, zero point of the result
/// - MatMulInteger gives the 32-bit sums; inputs: data, weight, zero point of the data?, zero point of the weight?
public record IntegerMatMul(Kind kind) implements Op {

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.LINEAR;
    }

    /// The position of the second matrix among the inputs.
    public int weight() {
        return requantises() ? 3 : 1;
    }

    /// True if the result is of 8 bits again.
    public boolean requantises() {
        return kind == Kind.REQUANTISED;
    }

    /// What the result is.
    public enum Kind {
        /// Integers of 8 bits, by a scale and a zero point.
        REQUANTISED("QLinearMatMul"),
        /// Sums of 32 bits.
        SUMS("MatMulInteger");

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
