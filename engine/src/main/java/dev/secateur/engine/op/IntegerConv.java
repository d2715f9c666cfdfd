package dev.secateur.engine.op;

/// A convolution of 8-bit integers.
///
/// - QLinearConv gives 8-bit integers again; inputs: data, its scale, its zero point, weight, its scale, its zero point,
///   scale of the result, zero point of the result, bias?
/// - ConvInteger gives the 32-bit sums; inputs: data, weight, zero point of the data?, zero point of the weight?
///
/// @param group number of groups; equal to the channels for a depthwise convolution
public record IntegerConv(Kind kind, Window window, int group) implements Op {

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.CONVOLUTION;
    }

    /// The position of the weight among the inputs.
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
        REQUANTISED("QLinearConv"),
        /// Sums of 32 bits.
        SUMS("ConvInteger");

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
