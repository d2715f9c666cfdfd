package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.MatMul;

/// Matrix products, also of two computed operands (attention): the summed axis of both is the same channels, and where
/// channels are folded with the summed axis (heads x head size), whole heads go.
final class MatrixCoupling {

    private final Site site;
    private final int[] a;
    private final int[] b;
    private final int rank;

    private MatrixCoupling(Site site, int[] a, int[] b) {
        this.site = site;
        this.a = a;
        this.b = b;
        this.rank = Math.max(a.length, b.length);
    }

    static void couple(MatMul op, Site site) {
        int[] a = site.inputSizes(0);
        int[] b = site.inputSizes(1);
        boolean weighs = site.constant(1).isPresent() && b != null && b.length == 2;
        if (a == null || b == null || a.length < 2 || b.length < 2) {
            site.freezeOperands("its extents are open or it multiplies a vector");
        } else if (weighs) {
            new MatrixCoupling(site, a, b).byWeight();
        } else if (site.constant(0).isPresent() && a.length == 2) {
            new MatrixCoupling(site, a, b).ofWeight();
        } else if (site.hasChannels()) {
            new MatrixCoupling(site, a, b).ofTwo();
        }
    }

    /// Data times weight `[K, N]`.
    private void byWeight() {
        int summed = a.length - 1;
        Layout rest = site.layout(0);
        Labels part = rest.at(summed).orElse(null);
        if (part != null) {
            rest = rest.without(part);
            if (part.isSingle()) {
                site.slot(1, Role.CONSUMER, Labels.along(0, part.units()));
            } else {
                rest = rest.with(site.collapse(part, longestBut(part, summed)));
            }
        }
        int[] made = site.fresh(b[1]);
        site.slot(1, Role.PRODUCER, Labels.along(1, made));
        site.result(rest.with(Labels.along(a.length - 1, made)));
    }

    /// Weight `[M, K]` times data.
    private void ofWeight() {
        int summed = b.length - 2;
        Layout rest = site.layout(1);
        Labels part = rest.at(summed).orElse(null);
        if (part != null) {
            rest = rest.without(part);
            if (part.isSingle()) {
                site.slot(0, Role.CONSUMER, Labels.along(1, part.units()));
            } else {
                rest = rest.with(site.collapse(part, longestBut(part, summed)));
            }
        }
        int[] made = site.fresh(a[0]);
        site.slot(0, Role.PRODUCER, Labels.along(0, made));
        site.result(rest.with(Labels.along(summed, made)));
    }

    private void ofTwo() {
        Layout left = settled(0, a, a.length - 1);
        Layout right = settled(1, b, b.length - 2);
        sum(left.at(a.length - 1).orElse(null), right.at(b.length - 2).orElse(null));
        Layout result = Layout.NONE;
        for (Labels part : aligned(left, a).parts()) {
            result = part.axis() == rank - 1 ? result : result.with(part);
        }
        for (Labels part : aligned(right, b).parts()) {
            if (part.axis() == rank - 1) {
                result = result.with(part);
            } else if (part.axis() < rank - 2) {
                Labels known = result.at(part.axis()).orElse(null);
                result = known == null ? result.with(part) : result;
                if (known != null) {
                    site.join(known, part);
                }
            }
        }
        result.parts().stream().filter(p -> p.axis() < rank - 2).forEach(p -> {
            meet(p, 0, left, a);
            meet(p, 1, right, b);
        });
        site.result(result);
    }

    /// Every part on a single axis: heads rather than positions inside a head.
    private Layout settled(int input, int[] sizes, int summed) {
        Layout layout = Layout.NONE;
        for (Labels part : site.layout(input).parts()) {
            int batchAxis = Arrays.stream(part.axes()).filter(x -> x < sizes.length - 2).boxed()
                    .max(Comparator.comparingInt(x -> sizes[x])).orElse(-1);
            int axis = part.isSingle() ? part.axis() : batchAxis >= 0 ? batchAxis : longestBut(part, summed);
            layout = layout.with(site.collapse(part, axis));
        }
        return layout;
    }

    private static int longestBut(Labels part, int axis) {
        return IntStream.range(0, part.axes().length).filter(i -> part.axes()[i] != axis).boxed()
                .max(Comparator.comparingInt(i -> part.sizes()[i])).map(i -> part.axes()[i]).orElseThrow();
    }

    private void sum(@Nullable Labels left, @Nullable Labels right) {
        if (left != null && right != null) {
            site.join(left, right);
        } else {
            Optional.ofNullable(left != null ? left : right)
                    .ifPresent(p -> site.freeze(p, "they are multiplied with a value whose channels are fixed"));
        }
    }

    private Layout aligned(Layout layout, int[] sizes) {
        return layout.moved(IntStream.range(rank - sizes.length, rank).toArray());
    }

    /// An operand without channels on a batch axis that has them: it must have one extent for all, or be cut too.
    private void meet(Labels part, int input, Layout own, int[] sizes) {
        int axis = part.axis() - (rank - sizes.length);
        if (axis < 0 || own.at(axis).isPresent() || sizes[axis] == 1) {
            return;
        }
        if (site.constant(input).isPresent()) {
            site.slot(input, Role.CHANNEL, Labels.along(axis, part.units()));
        } else {
            site.freeze(part, "they meet a value whose channels are fixed");
        }
    }
}
