package dev.secateur.engine.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Extents of a tensor, outermost first, each a number or an unknown. Rank 0 is a scalar.
public record Shape(List<Dim> dims) {

    public Shape {
        dims = List.copyOf(dims);
    }

    /// A shape whose extents are all numbers.
    public static Shape of(long... sizes) {
        return new Shape(Arrays.stream(sizes).mapToObj(Dim::of).toList());
    }

    /// Number of axes.
    public int rank() {
        return dims.size();
    }

    /// The extent along `axis`, 0 to rank - 1.
    public Dim dim(int axis) {
        return dims.get(axis);
    }

    /// True if every extent is a number.
    public boolean isStatic() {
        return dims.stream().allMatch(Dim::isKnown);
    }

    /// Product of all extents; empty if one is unknown or the product does not fit a long.
    public OptionalLong elements() {
        long product = 1;
        for (Dim dim : dims) {
            if (!(dim instanceof Dim.Known(long size)) || Math.multiplyHigh(product, size) != 0) {
                return OptionalLong.empty();
            }
            product *= size;
            if (product < 0) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(product);
    }

    /// All extents as numbers.
    ///
    /// @throws IllegalStateException if one is unknown
    public long[] sizes() {
        if (!isStatic()) {
            throw new IllegalStateException("shape " + this + " has unknown extents");
        }
        return dims.stream().mapToLong(Dim::sizeOrMinusOne).toArray();
    }

    /// The same shape with another extent along `axis`.
    public Shape with(int axis, Dim dim) {
        List<Dim> changed = new ArrayList<>(dims);
        changed.set(axis, dim);
        return new Shape(changed);
    }

    /// For people: `1×3×32×32`, `scalar`.
    public String display() {
        return dims.isEmpty() ? "scalar" : dims.stream().map(Dim::toString).collect(Collectors.joining("×"));
    }

    @Override
    public String toString() {
        return dims.stream().map(Dim::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
