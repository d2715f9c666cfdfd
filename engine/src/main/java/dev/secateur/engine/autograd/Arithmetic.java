package dev.secateur.engine.autograd;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/// What can be computed from a variable. Every method gives a new variable and is recorded on the tape.
///
/// Two operands broadcast as NumPy's do. Axes may be negative, counted from the end. Extents that do not fit are a defect
/// of the caller and come as an unchecked exception of the library.
public abstract sealed class Arithmetic permits Var {

    Arithmetic() {}

    abstract Tensor raw();

    /// Sum.
    public Var add(Var other) {
        return new Var(raw().add(other.raw()));
    }

    /// Sum.
    public Var add(double other) {
        return new Var(raw().add(new Scalar(other)));
    }

    /// Difference.
    public Var sub(Var other) {
        return new Var(raw().sub(other.raw()));
    }

    /// Difference.
    public Var sub(double other) {
        return new Var(raw().sub(new Scalar(other)));
    }

    /// Product by element.
    public Var mul(Var other) {
        return new Var(raw().mul(other.raw()));
    }

    /// Product by element.
    public Var mul(double other) {
        return new Var(raw().mul(new Scalar(other)));
    }

    /// Quotient.
    public Var div(Var other) {
        return new Var(raw().div(other.raw()));
    }

    /// Quotient.
    public Var div(double other) {
        return new Var(raw().div(new Scalar(other)));
    }

    /// Power by element.
    public Var pow(double exponent) {
        return new Var(raw().pow(new Scalar(exponent)));
    }

    /// Matrix product with NumPy's rules for higher ranks.
    public Var matmul(Var other) {
        return new Var(raw().matmul(other.raw()));
    }

    /// The negative.
    public Var neg() {
        return new Var(raw().neg());
    }

    /// `exp(x)`.
    public Var exp() {
        return new Var(raw().exp());
    }

    /// Natural logarithm.
    public Var log() {
        return new Var(raw().log());
    }

    /// Square root.
    public Var sqrt() {
        return new Var(raw().sqrt());
    }

    /// `x * x`.
    public Var square() {
        return new Var(raw().square());
    }

    /// Absolute value; its gradient at 0 is 0.
    public Var abs() {
        return new Var(raw().abs());
    }

    /// -1, 0 or 1; no gradient passes.
    public Var sign() {
        return new Var(raw().sign());
    }

    /// To the nearest integer, halves to even; the gradient is 0 (see {@link Functions#straightThrough}).
    public Var round() {
        return new Var(raw().round());
    }

    /// The next integer below; the gradient is 0.
    public Var floor() {
        return new Var(raw().floor());
    }

    /// `max(x, 0)`.
    public Var relu() {
        return new Var(raw().relu());
    }

    /// `1 / (1 + exp(-x))`.
    public Var sigmoid() {
        return new Var(raw().sigmoid());
    }

    /// Hyperbolic tangent.
    public Var tanh() {
        return new Var(raw().tanh());
    }

    /// `exp(x) / sum(exp(x))` along an axis.
    public Var softmax(int axis) {
        return new Var(raw().softmax(axis));
    }

    /// Logarithm of the softmax along an axis, stable for large numbers.
    public Var logSoftmax(int axis) {
        return new Var(raw().log_softmax(axis));
    }

    /// Limits every element; no gradient passes outside of the limits.
    public Var clamp(double min, double max) {
        return new Var(raw().clamp(new ScalarOptional(new Scalar(min)), new ScalarOptional(new Scalar(max))));
    }

    /// The smaller of two, by element.
    public Var minimum(Var other) {
        return new Var(raw().minimum(other.raw()));
    }

    /// The larger of two, by element.
    public Var maximum(Var other) {
        return new Var(raw().maximum(other.raw()));
    }

    /// Sum of all elements.
    public Var sum() {
        return new Var(raw().sum());
    }

    /// Sum along axes, which stay with extent 1 if asked.
    public Var sum(boolean keep, long... axes) {
        return new Var(raw().sum(axes, keep, new ScalarTypeOptional()));
    }

    /// Mean of all elements.
    public Var mean() {
        return new Var(raw().mean());
    }

    /// Mean along axes, which stay with extent 1 if asked.
    public Var mean(boolean keep, long... axes) {
        return new Var(raw().mean(axes, keep, new ScalarTypeOptional()));
    }

    /// The largest element.
    public Var max() {
        return new Var(raw().max());
    }

    /// Largest elements along axes; equal ones share the gradient.
    public Var max(boolean keep, long... axes) {
        return new Var(raw().amax(axes, keep));
    }

    /// Smallest elements along axes; equal ones share the gradient.
    public Var min(boolean keep, long... axes) {
        return new Var(raw().amin(axes, keep));
    }

    /// Index of the largest element along an axis, int64.
    public Var argmax(int axis) {
        return new Var(raw().argmax(new LongOptional(axis), false));
    }

    /// Euclidean norm of all elements.
    public Var norm() {
        return new Var(raw().norm());
    }

    /// Running sum along an axis.
    public Var cumsum(int axis) {
        return new Var(raw().cumsum(axis));
    }

    /// Other extents for the same elements; one may be -1.
    public Var reshape(long... dims) {
        return new Var(raw().reshape(dims));
    }

    /// Two axes exchanged.
    public Var transpose(int first, int second) {
        return new Var(raw().transpose(first, second));
    }

    /// Axes in another order.
    public Var permute(long... axes) {
        return new Var(raw().permute(axes));
    }

    /// A new axis of extent 1.
    public Var unsqueeze(int axis) {
        return new Var(raw().unsqueeze(axis));
    }

    /// Without an axis of extent 1.
    public Var squeeze(int axis) {
        return new Var(raw().squeeze((long) axis));
    }

    /// Repeated along axes of extent 1 without a copy.
    public Var expand(long... dims) {
        return new Var(raw().expand(dims));
    }

    /// The part from `from` to before `to` along an axis.
    public Var slice(int axis, long from, long to) {
        return new Var(raw().narrow(axis, from, to - from));
    }

    /// Picks by element: `result[i][j] = this[i][index[i][j]]` for axis 1. Index: int64 of the same rank.
    public Var gather(int axis, Var index) {
        return new Var(raw().gather(axis, index.raw()));
    }

    /// Picks whole slices along an axis. Index: an int64 vector.
    public Var select(int axis, Var index) {
        return new Var(raw().index_select(axis, index.raw()));
    }

    /// True where less than the other, as booleans.
    public Var less(Var other) {
        return new Var(raw().lt(other.raw()));
    }

    /// True where less than a number, as booleans.
    public Var less(double other) {
        return new Var(raw().lt(new Scalar(other)));
    }

    /// True where at most the other, as booleans.
    public Var lessOrEqual(Var other) {
        return new Var(raw().le(other.raw()));
    }

    /// True where at most a number, as booleans.
    public Var lessOrEqual(double other) {
        return new Var(raw().le(new Scalar(other)));
    }

    /// True where greater than the other, as booleans.
    public Var greater(Var other) {
        return new Var(raw().gt(other.raw()));
    }

    /// True where greater than a number, as booleans.
    public Var greater(double other) {
        return new Var(raw().gt(new Scalar(other)));
    }

    /// True where at least the other, as booleans.
    public Var greaterOrEqual(Var other) {
        return new Var(raw().ge(other.raw()));
    }

    /// True where at least a number, as booleans.
    public Var greaterOrEqual(double other) {
        return new Var(raw().ge(new Scalar(other)));
    }

    /// True where equal to the other, as booleans.
    public Var equal(Var other) {
        return new Var(raw().eq(other.raw()));
    }

    /// True where equal to a number, as booleans.
    public Var equal(double other) {
        return new Var(raw().eq(new Scalar(other)));
    }
}
