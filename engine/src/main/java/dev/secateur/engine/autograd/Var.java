package dev.secateur.engine.autograd;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;

/// A tensor with a tape: what is computed from it is recorded, so that {@link Gradients} can go back.
///
/// What can be computed from one variable or two stands in {@link Arithmetic}; what changes one in place in {@link Update}.
/// A variable lives as long as the {@link Scope} it was made in, unless it is kept.
/// Not thread-safe.
///
/// Functions of several variables, and such with gradients of one's own, are in {@link Functions}; losses in {@link Losses}.
public final class Var extends Arithmetic implements AutoCloseable {

    private final Tensor tensor;

    Var(Tensor tensor) {
        this.tensor = tensor;
    }

    @Override
    Tensor raw() {
        return tensor;
    }

    /// A copy of a tensor.
    ///
    /// @throws IllegalArgumentException if LibTorch has no such element type
    public static Var of(dev.secateur.engine.tensor.Tensor tensor) {
        Torch.load();
        return new Var(Host.copyOf(tensor.bytes(), tensor.dtype(), tensor.dims()));
    }

    /// A float32 tensor with a copy of `data`; without `dims` a vector.
    public static Var of(float[] data, long... dims) {
        Torch.load();
        return new Var(Host.copyOf(MemorySegment.ofArray(data), DType.FLOAT, vector(data.length, dims)));
    }

    /// A float64 tensor with a copy of `data`; without `dims` a vector.
    public static Var of(double[] data, long... dims) {
        Torch.load();
        return new Var(Host.copyOf(MemorySegment.ofArray(data), DType.DOUBLE, vector(data.length, dims)));
    }

    /// An int64 tensor with a copy of `data` (labels, indices); without `dims` a vector.
    public static Var of(long[] data, long... dims) {
        Torch.load();
        return new Var(Host.copyOf(MemorySegment.ofArray(data), DType.INT64, vector(data.length, dims)));
    }

    /// A tensor with a copy of bytes, row-major.
    public static Var of(MemorySegment bytes, DType dtype, long... dims) {
        Torch.load();
        return new Var(Host.copyOf(bytes, dtype, dims));
    }

    /// A tensor over native memory without a copy. The memory must outlive the variable and all that is recorded from it.
    public static Var over(MemorySegment bytes, DType dtype, long... dims) {
        Torch.load();
        return new Var(Host.over(bytes, dtype, dims));
    }

    /// A float32 number without axes.
    public static Var scalar(double value) {
        return full(value);
    }

    /// A float32 tensor of one repeated value.
    public static Var full(double value, long... dims) {
        Torch.load();
        return new Var(torch.full(dims, new Scalar(value), Host.options(DType.FLOAT)));
    }

    /// Independent float32 numbers from N(0, 1), from LibTorch's stream (see {@link Torch#setSeed}).
    public static Var normal(long... dims) {
        Torch.load();
        return new Var(torch.randn(dims, Host.options(DType.FLOAT)));
    }

    /// Independent float32 numbers, uniform in [0, 1).
    public static Var uniform(long... dims) {
        Torch.load();
        return new Var(torch.rand(dims, Host.options(DType.FLOAT)));
    }

    private static long[] vector(int length, long[] dims) {
        return dims.length == 0 && length != 1 ? new long[]{length} : dims;
    }

    /// Zeros of the same shape, element type and layout.
    public Var zerosLike() {
        return new Var(torch.zeros_like(tensor.detach()));
    }

    /// The extents.
    public long[] dims() {
        return Host.dims(tensor);
    }

    /// The extents as a shape.
    public Shape shape() {
        return Shape.of(dims());
    }

    /// The extent along an axis.
    public long dim(int axis) {
        return tensor.size(axis);
    }

    /// Number of axes.
    public int rank() {
        return (int) tensor.dim();
    }

    /// Number of elements.
    public long elements() {
        return tensor.numel();
    }

    /// Element type.
    public DType dtype() {
        return Host.type(tensor);
    }

    /// A copy in Java's memory.
    public dev.secateur.engine.tensor.Tensor toTensor() {
        return Host.toTensor(tensor);
    }

    /// A copy of all elements as float32.
    public float[] toFloats() {
        return toTensor().toFloats();
    }

    /// A copy of all elements as float64.
    public double[] toDoubles() {
        return toTensor().toDoubles();
    }

    /// A copy of all elements of an integer or boolean tensor.
    public long[] toLongs() {
        return toTensor().toLongs();
    }

    /// The only element.
    public double item() {
        return toTensor().doubleAt(0);
    }

    /// True if a gradient can reach this variable.
    public boolean needsGradient() {
        return tensor.requires_grad();
    }

    /// Marks a leaf (not a result) as one that needs gradients, or not; gives itself.
    public Var requireGradient(boolean needed) {
        tensor.requires_grad_(needed);
        return this;
    }

    /// The same numbers, not a copy, through which no gradient passes.
    public Var detach() {
        return new Var(tensor.detach());
    }

    /// A copy with memory of its own, recorded.
    public Var copy() {
        return new Var(tensor.clone());
    }

    /// Lets this variable outlive the scopes that are open; it lives until {@link #close()}. Gives itself.
    public Var keep() {
        tensor.retainReference();
        return this;
    }

    /// Frees the handle now; the numbers stay as long as a tape needs them.
    @Override
    public void close() {
        tensor.close();
    }

    /// The same numbers as another element type.
    public Var to(DType dtype) {
        return new Var(tensor.to(Host.type(dtype)));
    }

    /// True if every element is a finite number.
    public boolean isFinite() {
        return new Var(tensor.detach().isfinite().all()).toTensor().longAt(0) != 0;
    }

    @Override
    public String toString() {
        return tensor.isNull() ? "freed variable" : dtype() + Arrays.toString(dims());
    }
}
