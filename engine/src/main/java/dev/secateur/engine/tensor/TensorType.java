package dev.secateur.engine.tensor;

import org.jspecify.annotations.Nullable;

/// What is known of a value's type: its element type and its shape, each possibly unknown.
///
/// @param dtype element type, null if unknown or if the value is no tensor (a sequence, an optional)
/// @param shape extents, null if not even the rank is known
public record TensorType(@Nullable DType dtype, @Nullable Shape shape) {

    /// Nothing known.
    public static final TensorType UNKNOWN = new TensorType(null, null);

    /// A type of which both parts are known.
    public static TensorType of(DType dtype, Shape shape) {
        return new TensorType(dtype, shape);
    }

    /// For people: `float 1×3×32×32`.
    public String display() {
        String element = dtype == null ? "?" : dtype.name().toLowerCase(java.util.Locale.ROOT);
        return shape == null ? element : element + " " + shape.display();
    }
}
