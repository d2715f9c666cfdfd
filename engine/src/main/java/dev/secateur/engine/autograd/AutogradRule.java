package dev.secateur.engine.autograd;

import java.util.List;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Op;

/// How one operator runs on LibTorch.
///
/// @param forward the results of a node
/// @param roles which operands are parameters if they are constant
/// @param block why no gradient passes from operands to results
record AutogradRule<O extends Op>(Forward<O> forward, Roles<O> roles, Block<O> block) {

    /// Computes the results of a node, one for each output that the node may have.
    @FunctionalInterface
    interface Forward<O extends Op> {
        List<Tensor> run(O op, Site site);
    }

    /// Computes the only result of a node.
    @FunctionalInterface
    interface Single<O extends Op> {
        Tensor run(O op, Site site);
    }

    /// Tells what the operand at an index is for; null if it is not trained.
    @FunctionalInterface
    interface Roles<O extends Op> {
        @Nullable
        ParameterKind of(O op, int operand);
    }

    /// Tells why no gradient passes an operator; null if one does.
    @FunctionalInterface
    interface Block<O extends Op> {
        @Nullable
        String of(O op);
    }

    static @Nullable ParameterKind none(Op op, int operand) {
        return null;
    }

    static @Nullable String open(Op op) {
        return null;
    }
}
