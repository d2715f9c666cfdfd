package dev.secateur.engine.op;

/// The index of the largest or smallest element along an axis.
///
/// @param keepDims true if the axis stays with extent 1
/// @param selectLast true if the last of equal elements is taken
public record ArgReduce(Kind kind, int axis, boolean keepDims, boolean selectLast) implements Op {

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.SHAPE;
    }

    /// Which element.
    public enum Kind {
        MAX("ArgMax"), MIN("ArgMin");

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
