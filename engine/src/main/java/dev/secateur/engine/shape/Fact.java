package dev.secateur.engine.shape;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

/// What is known of one value while inference walks.
///
/// @param dtype null if unknown
/// @param dims extents, null if not even the rank is known
/// @param elements the elements of a small integer or boolean tensor in row-major order, null if they are not followed
/// @param reals the elements of a small float32 tensor, null if they are not all known
record Fact(@Nullable DType dtype, @Nullable List<Extent> dims, @Nullable List<Extent> elements,
        @Nullable List<Float> reals) {

    static final Fact UNKNOWN = new Fact(null, null, null);

    Fact {
        dims = dims == null ? null : List.copyOf(dims);
        elements = elements == null ? null : List.copyOf(elements);
        reals = reals == null ? null : List.copyOf(reals);
    }

    Fact(@Nullable DType dtype, @Nullable List<Extent> dims, @Nullable List<Extent> elements) {
        this(dtype, dims, elements, null);
    }

    static Fact of(TensorType type) {
        Shape shape = type.shape();
        return new Fact(type.dtype(), shape == null ? null : shape.dims().stream().map(Extent::of).toList(), null);
    }

    Fact withElements(List<Extent> followed) {
        return new Fact(dtype, dims, followed, reals);
    }

    Fact withReals(List<Float> followed) {
        return new Fact(dtype, dims, elements, followed);
    }

    TensorType type() {
        return new TensorType(dtype, dims == null ? null : new Shape(dims.stream().map(Extent::toDim).toList()));
    }

    /// Extents for a message: `2×height×3`.
    static String display(List<Extent> dims) {
        return new Shape(dims.stream().<Dim>map(Extent::toDim).toList()).display();
    }
}
