package dev.secateur.engine.autograd;

import java.util.List;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Changes in place that no tape records: for optimisers, moving averages, clipping and projections.
///
/// Targets may be leaves that need gradients; a target that some tape still needs for its backward pass must not be
/// changed before that pass.
public final class Update {

    private Update() {}

    /// `target += alpha * source`.
    public static void addScaled(Var target, double alpha, Var source) {
        target.raw().data().add_(source.raw().detach(), new Scalar(alpha));
    }

    /// `target *= factor`.
    public static void scale(Var target, double factor) {
        target.raw().data().mul_(new Scalar(factor));
    }

    /// `target *= factor` by element.
    public static void multiply(Var target, Var factor) {
        target.raw().data().mul_(factor.raw().detach());
    }

    /// `target += alpha * a * b` by element.
    public static void addProduct(Var target, double alpha, Var a, Var b) {
        target.raw().data().addcmul_(a.raw().detach(), b.raw().detach(), new Scalar(alpha));
    }

    /// `target += alpha * a / b` by element.
    public static void addQuotient(Var target, double alpha, Var a, Var b) {
        target.raw().data().addcdiv_(a.raw().detach(), b.raw().detach(), new Scalar(alpha));
    }

    /// `target = source`, broadcast and converted where needed.
    public static void assign(Var target, Var source) {
        target.raw().data().copy_(source.raw().detach());
    }

    /// `target += weight * (source - target)`: a moving average for a small weight, 0 to 1.
    public static void lerp(Var target, Var source, double weight) {
        target.raw().data().lerp_(source.raw().detach(), new Scalar(weight));
    }

    /// Sets every element to 0.
    public static void zero(Var target) {
        target.raw().data().zero_();
    }

    /// `target += alpha * source` for many at once.
    public static void addScaled(List<Var> targets, double alpha, List<Var> sources) {
        Scalar factor = new Scalar(alpha);
        for (int i = 0; i < targets.size(); i++) {
            data(targets.get(i)).add_(data(sources.get(i)), factor);
        }
    }

    /// `target *= factor` for many at once.
    public static void scale(List<Var> targets, double factor) {
        Scalar number = new Scalar(factor);
        targets.forEach(t -> data(t).mul_(number));
    }

    /// `target += weight * (source - target)` for many at once.
    public static void lerp(List<Var> targets, List<Var> sources, double weight) {
        Scalar share = new Scalar(weight);
        for (int i = 0; i < targets.size(); i++) {
            data(targets.get(i)).lerp_(data(sources.get(i)), share);
        }
    }

    /// Euclidean norm of all elements of all variables together.
    public static double norm(List<Var> variables) {
        double squares = 0;
        for (Var variable : variables) {
            double norm = new Var(variable.raw().detach().norm()).item();
            squares += norm * norm;
        }
        return Math.sqrt(squares);
    }

    private static Tensor data(Var variable) {
        return variable.raw().data();
    }
}
