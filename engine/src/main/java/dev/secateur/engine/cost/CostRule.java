package dev.secateur.engine.cost;

import java.util.OptionalLong;

import dev.secateur.engine.op.Op;

/// How one operator is counted.
///
/// @param macs multiply-accumulates of a node; empty if a shape is open
/// @param weights which operands are learned if they are constant
record CostRule<O extends Op>(Macs<O> macs, Weights<O> weights) {

    /// Counts multiply-accumulates.
    @FunctionalInterface
    interface Macs<O extends Op> {
        OptionalLong count(O op, Place place);
    }

    /// Tells whether the operand at an index is learned if it is constant.
    @FunctionalInterface
    interface Weights<O extends Op> {
        boolean isLearned(O op, int operand, Place place);
    }

    /// No multiply-accumulates, as published counts have it.
    static OptionalLong noMacs(Op op, Place place) {
        return OptionalLong.of(0);
    }

    /// No weights.
    static boolean noWeights(Op op, int operand, Place place) {
        return false;
    }
}
