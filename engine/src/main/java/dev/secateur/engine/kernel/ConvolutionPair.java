package dev.secateur.engine.kernel;

/// Two convolutions in a row; the second has no padding.
///
/// @param first reads the input
/// @param second reads what the first one makes
/// @param strideRows the first one's stride from top to bottom
/// @param strideColumns the first one's stride from left to right
public record ConvolutionPair(Taps first, Taps second, int strideRows, int strideColumns) {

    public ConvolutionPair {
        if (second.inputs() != first.outputs()) {
            throw new IllegalArgumentException(
                    first.outputs() + " channels cannot feed a convolution of " + second.inputs());
        }
    }

    /// The weights of one convolution. They are not copied: nobody changes them.
    ///
    /// @param inputs channels of the input, of all groups together
    /// @param groups divides inputs and outputs
    /// @param weights `[outputs, inputs / groups, height, width]`, row-major
    public record Taps(int outputs, int inputs, int groups, int height, int width, double[] weights) {

        public Taps {
            if (weights.length != (long) outputs * (inputs / groups) * height * width) {
                throw new IllegalArgumentException(weights.length + " weights for " + outputs + " outputs of "
                        + inputs + " inputs in " + groups + " groups with " + height + "×" + width + " taps");
            }
        }

        /// Inputs that one output sees.
        public int perGroup() {
            return inputs / groups;
        }

        /// Taps of one kernel.
        public int taps() {
            return height * width;
        }

        /// The first input that an output sees.
        public int base(int output) {
            return output / (outputs / groups) * perGroup();
        }
    }

    /// Taps of the result from top to bottom.
    public int height() {
        return first.height() + (second.height() - 1) * strideRows;
    }

    /// Taps of the result from left to right.
    public int width() {
        return first.width() + (second.width() - 1) * strideColumns;
    }

    /// Numbers in the result.
    ///
    /// @throws ArithmeticException if they are more than an array holds
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(second.outputs(), first.inputs()), height() * width());
    }
}
