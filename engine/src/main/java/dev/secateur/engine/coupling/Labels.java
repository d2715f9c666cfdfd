package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.List;

/// Unit numbers over some axes of one tensor: which positions are which unit.
///
/// One axis is the rule: position i along it is unit `units[i]`. Several axes arise where a channel axis is folded
/// (heads x head size, groups x channels of a group): then `units` runs over their positions in row-major order.
///
/// @param axes ascending, of the tensor
/// @param sizes extents of these axes
/// @param units as many as the product of the sizes; {@link #FIXED} where a position can never go
record Labels(int[] axes, int[] sizes, int[] units) {

    /// No unit: the position stays.
    static final int FIXED = -1;

    Labels {
        int product = 1;
        for (int size : sizes) {
            product *= size;
        }
        if (axes.length != sizes.length || product != units.length) {
            throw new IllegalArgumentException(units.length + " units for extents " + Arrays.toString(sizes));
        }
    }

    /// Units along a single axis.
    static Labels along(int axis, int[] units) {
        return new Labels(new int[]{axis}, new int[]{units.length}, units);
    }

    boolean isSingle() {
        return axes.length == 1;
    }

    boolean covers(int axis) {
        return Arrays.binarySearch(axes, axis) >= 0;
    }

    /// The single axis.
    int axis() {
        if (!isSingle()) {
            throw new IllegalStateException("more than one axis");
        }
        return axes[0];
    }

    /// The same units on other axes; `moved[i]` is where axis i of the tensor went.
    Labels moved(int[] moved) {
        int[] to = Arrays.stream(axes).map(a -> moved[a]).toArray();
        Integer[] order = new Integer[to.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Integer.compare(to[a], to[b]));
        int[] newAxes = new int[to.length];
        int[] newSizes = new int[to.length];
        int[] strides = strides(sizes);
        int[] newStrides = new int[to.length];
        for (int i = 0; i < order.length; i++) {
            newAxes[i] = to[order[i]];
            newSizes[i] = sizes[order[i]];
            newStrides[i] = strides[order[i]];
        }
        return new Labels(newAxes, newSizes, gather(newSizes, newStrides, 0));
    }

    /// The units where one of several axes is held at an index, on the other axes.
    Labels at(int axis, int index) {
        int place = Arrays.binarySearch(axes, axis);
        int[] strides = strides(sizes);
        int[] restSizes = without(sizes, place);
        int[] picked = gather(restSizes, without(strides, place), index * strides[place]);
        return new Labels(without(axes, place), restSizes, picked);
    }

    /// The units at positions `from` to `to` (exclusive) along one of the axes.
    Labels range(int axis, int from, int to) {
        int place = Arrays.binarySearch(axes, axis);
        int[] strides = strides(sizes);
        int[] newSizes = sizes.clone();
        newSizes[place] = to - from;
        return new Labels(axes, newSizes, gather(newSizes, strides, from * strides[place]));
    }

    private int[] gather(int[] extents, int[] steps, int start) {
        int[] result = new int[product(extents)];
        int[] at = new int[extents.length];
        for (int i = 0; i < result.length; i++) {
            int from = start;
            for (int k = 0; k < at.length; k++) {
                from += at[k] * steps[k];
            }
            result[i] = units[from];
            advance(at, extents);
        }
        return result;
    }

    /// All positions that share index `i` along `axis`, for every i: the groups that go together if only this axis may shrink.
    List<int[]> slices(int axis) {
        int place = Arrays.binarySearch(axes, axis);
        int stride = strides(sizes)[place];
        int[][] slices = new int[sizes[place]][units.length / sizes[place]];
        int[] filled = new int[sizes[place]];
        for (int p = 0; p < units.length; p++) {
            int i = p / stride % sizes[place];
            slices[i][filled[i]++] = units[p];
        }
        return List.of(slices);
    }

    static void advance(int[] at, int[] extents) {
        for (int k = at.length - 1; k >= 0; k--) {
            if (++at[k] < extents[k]) {
                return;
            }
            at[k] = 0;
        }
    }

    static int[] strides(int[] extents) {
        int[] strides = new int[extents.length];
        int stride = 1;
        for (int i = extents.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= extents[i];
        }
        return strides;
    }

    static int product(int[] extents) {
        int product = 1;
        for (int extent : extents) {
            product *= extent;
        }
        return product;
    }

    private static int[] without(int[] numbers, int place) {
        int[] rest = new int[numbers.length - 1];
        System.arraycopy(numbers, 0, rest, 0, place);
        System.arraycopy(numbers, place + 1, rest, place, rest.length - place);
        return rest;
    }
}
