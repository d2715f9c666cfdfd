package dev.secateur.engine.op;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// One number in place of all along some axes. Inputs: data, axes? (since opset 18; for sums since 13).
///
/// @param axes as an attribute; null if not given there or if an input gives them
/// @param keepDims true if reduced axes stay with extent 1
/// @param noopWithEmptyAxes true if no axes means nothing is reduced, false if it means all
public record Reduce(Kind kind, @Nullable List<Long> axes, boolean keepDims, boolean noopWithEmptyAxes) implements Op {

    public Reduce {
        axes = axes == null ? null : List.copyOf(axes);
    }

    @Override
    public String type() {
        return kind.type();
    }

    @Override
    public OpFamily family() {
        return OpFamily.ELEMENTWISE;
    }

    /// What is computed.
    public enum Kind {
        MEAN("ReduceMean"),
        SUM("ReduceSum"),
        MAX("ReduceMax"),
        MIN("ReduceMin"),
        PROD("ReduceProd"),
        L1("ReduceL1"),
        L2("ReduceL2"),
        SUM_SQUARE("ReduceSumSquare"),
        LOG_SUM("ReduceLogSum"),
        LOG_SUM_EXP("ReduceLogSumExp");

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
