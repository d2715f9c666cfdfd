package dev.secateur.engine.compress.jointrd;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.DType;

/// How far a feature map lies from the teacher's: sums over the elements of a picture, means over pictures.
final class FeatureDistance {

    private FeatureDistance() {}

    /// Squared differences.
    static Var squared(Var found, Var wanted) {
        return found.sub(wanted).square().sum().mul(1.0 / found.dim(0));
    }

    /// Squared differences to the teacher's values, those below a channel's margin counting as the margin; where the teacher's value
    /// is not positive, only what lies above it counts.
    ///
    /// @param margins `[1, C, 1, 1]`, negative
    static Var margin(Var found, Var wanted, Var margins) {
        Var target = wanted.maximum(margins);
        Var counts = found.detach().greater(target).to(DType.FLOAT).maximum(target.greater(0).to(DType.FLOAT));
        return found.sub(target).square().mul(counts).sum().mul(1.0 / found.dim(0));
    }
}
