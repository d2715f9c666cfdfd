package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// NumPy's broadcasting, with symbols.
final class Broadcast {

    private Broadcast() {}

    /// The extents of an element-wise result; null after reporting a conflict, or if one operand's rank is not known.
    static @Nullable List<Extent> of(@Nullable List<Extent> a, @Nullable List<Extent> b, Site site) {
        if (a == null || b == null) {
            return null;
        }
        int rank = Math.max(a.size(), b.size());
        List<Extent> result = new ArrayList<>(rank);
        for (int i = 0; i < rank; i++) {
            Extent left = fromEnd(a, rank - i);
            Extent right = fromEnd(b, rank - i);
            if (left.isNumber() && right.isNumber() && !left.is(1) && !right.is(1) && !left.isSame(right)) {
                site.conflict("its operands " + Fact.display(a) + " and " + Fact.display(b) + " do not broadcast");
                return null;
            }
            result.add(extent(left, right));
        }
        return result;
    }

    private static Extent fromEnd(List<Extent> dims, int distance) {
        return distance > dims.size() ? Extent.ONE : dims.get(dims.size() - distance);
    }

    /// A symbol beside a number other than 1 can only be that number or 1, so the number stands.
    private static Extent extent(Extent left, Extent right) {
        if (left.is(1) || left.isSame(right)) {
            return right;
        }
        if (right.is(1)) {
            return left;
        }
        if (left.isNumber()) {
            return left;
        }
        return right.isNumber() ? right : Extent.UNKNOWN;
    }

    /// For each element of a result, the row-major index of the element of an operand that it uses.
    ///
    /// @param dims the operand's extents, numbers that broadcast to `result`
    static int[] sources(List<Extent> dims, List<Extent> result) {
        int[] sizes = result.stream().mapToInt(e -> (int) e.number()).toArray();
        int[] strides = new int[sizes.length];
        int stride = 1;
        for (int i = dims.size() - 1; i >= 0; i--) {
            int size = (int) dims.get(i).number();
            strides[i + sizes.length - dims.size()] = size == 1 ? 0 : stride;
            stride *= size;
        }
        return walk(sizes, strides, 0);
    }

    /// Offsets of all elements of a box in row-major order.
    static int[] walk(int[] sizes, int[] strides, int start) {
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            int rest = i;
            int offset = start;
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                offset += rest % sizes[axis] * strides[axis];
                rest /= sizes[axis];
            }
            offsets[i] = offset;
        }
        return offsets;
    }

    /// Row-major strides.
    static int[] strides(List<Extent> dims) {
        int[] strides = new int[dims.size()];
        int stride = 1;
        for (int i = dims.size() - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= (int) dims.get(i).number();
        }
        return strides;
    }

    /// The better known of two extents that must be equal; null if they are different numbers.
    static @Nullable Extent unify(Extent a, Extent b) {
        if (a.isNumber() && b.isNumber()) {
            return a.isSame(b) ? a : null;
        }
        if (a.isUnknown()) {
            return b;
        }
        return b.isNumber() ? b : a;
    }

    /// As many unknown extents.
    static List<Extent> unknown(int rank) {
        return Collections.nCopies(rank, Extent.UNKNOWN);
    }
}
