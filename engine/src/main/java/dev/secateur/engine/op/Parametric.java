package dev.secateur.engine.op;

/// An element-wise activation of one tensor with one or two numbers.
///
/// - Selu: `beta * (x > 0 ? x : alpha * (exp(x) - 1))`
/// - Celu: `max(0, x) + min(0, alpha * (exp(x / alpha) - 1))`
/// - ThresholdedRelu: `x` above `alpha`, else 0
/// - Shrink: `x - beta` above `alpha`, `x + beta` below `-alpha`, else 0
///
/// @param beta 0 where the function has one number only
public record Parametric(Kind kind, float alpha, float beta) implements Op {

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.ACTIVATION;
    }

    /// Which function.
    public enum Kind {
        SELU("Selu"), CELU("Celu"), THRESHOLDED_RELU("ThresholdedRelu"), SHRINK("Shrink");

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
