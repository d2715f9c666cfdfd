package dev.secateur.engine.autograd;

import java.util.List;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.tensor.DType;

/// A node with its operands, as a rule sees it while it runs.
///
/// @param operands null where an optional one is left out
/// @param constants the same for operands that are constant: their host copy, so that small integers are read once
/// @param statistics of a batch normalisation
/// @param precision the type in which all real numbers are computed
record Site(Node node, @Nullable Tensor[] operands, dev.secateur.engine.tensor.@Nullable Tensor[] constants, Mode mode,
        @Nullable Statistics statistics, DType precision) {

    boolean has(int index) {
        return index < operands.length && operands[index] != null;
    }

    Tensor input(int index) {
        Tensor operand = optional(index);
        if (operand == null) {
            throw new IllegalStateException("operand " + index + " is missing");
        }
        return operand;
    }

    @Nullable
    Tensor optional(int index) {
        return index < operands.length ? operands[index] : null;
    }

    TensorOptional maybe(int index) {
        Tensor operand = optional(index);
        return operand == null ? new TensorOptional() : new TensorOptional(operand);
    }

    int inputs() {
        return operands.length;
    }

    /// The elements of an integer operand.
    long[] longs(int index) {
        dev.secateur.engine.tensor.Tensor constant = constants[index];
        return constant != null ? constant.toLongs() : Host.toTensor(input(index)).toLongs();
    }

    /// The elements of an integer operand; the other ones if it is left out.
    long @Nullable [] longsOr(int index, @Nullable List<Long> attribute) {
        if (has(index)) {
            return longs(index);
        }
        return attribute == null ? null : attribute.stream().mapToLong(Long::longValue).toArray();
    }

    /// The elements of a real operand.
    double[] doubles(int index) {
        dev.secateur.engine.tensor.Tensor constant = constants[index];
        return constant != null ? constant.toDoubles() : Host.toTensor(input(index)).toDoubles();
    }

    /// The native type for an element type: all real ones are computed in one precision.
    ScalarType type(DType dtype) {
        return Host.type(dtype.isFloating() ? precision : dtype);
    }

    int rank(int index) {
        return (int) input(index).dim();
    }

    /// An axis counted from the start.
    static int axis(long axis, int rank) {
        return (int) (axis < 0 ? axis + rank : axis);
    }
}
