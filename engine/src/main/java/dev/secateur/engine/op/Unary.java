package dev.secateur.engine.op;

/// An element-wise function of one tensor without attributes.
public record Unary(Kind kind) implements Op {

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return kind.family();
    }

    /// Which function.
    public enum Kind {
        RELU("Relu", OpFamily.ACTIVATION),
        SIGMOID("Sigmoid", OpFamily.ACTIVATION),
        TANH("Tanh", OpFamily.ACTIVATION),
        HARD_SWISH("HardSwish", OpFamily.ACTIVATION),
        SOFTPLUS("Softplus", OpFamily.ACTIVATION),
        SOFTSIGN("Softsign", OpFamily.ACTIVATION),
        MISH("Mish", OpFamily.ACTIVATION),
        EXP("Exp", OpFamily.ELEMENTWISE),
        LOG("Log", OpFamily.ELEMENTWISE),
        SQRT("Sqrt", OpFamily.ELEMENTWISE),
        NEG("Neg", OpFamily.ELEMENTWISE),
        ABS("Abs", OpFamily.ELEMENTWISE),
        RECIPROCAL("Reciprocal", OpFamily.ELEMENTWISE),
        FLOOR("Floor", OpFamily.ELEMENTWISE),
        CEIL("Ceil", OpFamily.ELEMENTWISE),
        ROUND("Round", OpFamily.ELEMENTWISE),
        SIGN("Sign", OpFamily.ELEMENTWISE),
        ERF("Erf", OpFamily.ELEMENTWISE),
        SIN("Sin", OpFamily.ELEMENTWISE),
        COS("Cos", OpFamily.ELEMENTWISE),
        NOT("Not", OpFamily.ELEMENTWISE),
        TAN("Tan", OpFamily.ELEMENTWISE),
        ASIN("Asin", OpFamily.ELEMENTWISE),
        ACOS("Acos", OpFamily.ELEMENTWISE),
        ATAN("Atan", OpFamily.ELEMENTWISE),
        SINH("Sinh", OpFamily.ELEMENTWISE),
        COSH("Cosh", OpFamily.ELEMENTWISE),
        ASINH("Asinh", OpFamily.ELEMENTWISE),
        ACOSH("Acosh", OpFamily.ELEMENTWISE),
        ATANH("Atanh", OpFamily.ELEMENTWISE),
        IS_NAN("IsNaN", OpFamily.ELEMENTWISE),
        BITWISE_NOT("BitwiseNot", OpFamily.ELEMENTWISE);

        private final String type;
        private final OpFamily family;

        Kind(String type, OpFamily family) {
            this.type = type;
            this.family = family;
        }

        /// The operator's name in ONNX.
        public String type() {
            return type;
        }

        /// The family this function is drawn as.
        public OpFamily family() {
            return family;
        }
    }
}
