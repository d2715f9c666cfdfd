package dev.secateur.engine.op;

/// An element-wise function of two tensors, with NumPy's broadcasting.
public record Binary(Kind kind) implements Op {

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
        ADD("Add"),
        SUB("Sub"),
        MUL("Mul"),
        DIV("Div"),
        POW("Pow"),
        EQUAL("Equal"),
        LESS("Less"),
        GREATER("Greater"),
        LESS_OR_EQUAL("LessOrEqual"),
        GREATER_OR_EQUAL("GreaterOrEqual"),
        AND("And"),
        OR("Or"),
        XOR("Xor"),
        PRELU("PRelu"),
        BITWISE_AND("BitwiseAnd"),
        BITWISE_OR("BitwiseOr"),
        BITWISE_XOR("BitwiseXor");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /// The operator's name in ONNX.
        public String type() {
            return type;
        }

        /// True if the result is boolean whatever the operands are.
        public boolean isPredicate() {
            return switch (this) {
                case EQUAL, LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL, AND, OR, XOR -> true;
                default -> false;
            };
        }
    }
}
