package dev.secateur.engine.rewrite.batch;

import java.util.OptionalLong;

import dev.secateur.engine.tensor.Shape;

/// Where the batch stands in a value: its axis, and how many entries of that axis lie within one step of the batch.
/// An extent of `m * N * inner` has the batch between `m` outer and `inner` inner entries; `N` alone has inner 1.
record Spot(int axis, long inner) {

    /// Elements within one step of the batch when the elements lie in row-major order; reshaping keeps this number.
    ///
    /// @param shape extents for a batch of 1
    OptionalLong stride(Shape shape) {
        OptionalLong right = right(shape, axis);
        return right.isEmpty() || inner > 0 && right.getAsLong() > Long.MAX_VALUE / inner
                ? OptionalLong.empty()
                : OptionalLong.of(right.getAsLong() * inner);
    }

    /// The spot in an axis of another shape of the same elements; null if samples would be mixed there.
    ///
    /// @param shape extents for a batch of 1
    /// @param stride see {@link #stride}
    static @org.jspecify.annotations.Nullable Spot at(int axis, Shape shape, long stride) {
        OptionalLong right = right(shape, axis);
        if (right.isEmpty() || right.getAsLong() == 0 || stride % right.getAsLong() != 0) {
            return null;
        }
        long inner = stride / right.getAsLong();
        long extent = shape.dim(axis).sizeOrMinusOne();
        return extent > 0 && inner > 0 && extent % inner == 0 ? new Spot(axis, inner) : null;
    }

    private static OptionalLong right(Shape shape, int axis) {
        return new Shape(shape.dims().subList(axis + 1, shape.rank())).elements();
    }

    /// True if the axis is the batch and nothing else.
    boolean isAlone(Shape shape) {
        return shape.dim(axis).sizeOrMinusOne() == 1;
    }
}
