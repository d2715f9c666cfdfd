package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/// Element-wise work on several operands: the same position of all of them is the same channel, NumPy's broadcasting included.
final class Broadcasting {

    private final Site site;
    private final int[] inputs;
    private final int rank;
    private final List<Labels> parts = new ArrayList<>();

    private Broadcasting(Site site, int[] inputs, int rank) {
        this.site = site;
        this.inputs = inputs;
        this.rank = rank;
    }

    /// Couples all operands and sets the layout of the first result.
    static void couple(Site site) {
        couple(site, IntStream.range(0, site.node().inputs().size()).filter(site::isGiven).toArray());
    }

    /// Couples these operands and sets the layout of the first result.
    static void couple(Site site, int... inputs) {
        if (Arrays.stream(inputs).allMatch(i -> site.layout(i).isEmpty())) {
            return;
        }
        int[] result = site.outputSizes();
        if (result == null || Arrays.stream(inputs).anyMatch(i -> site.inputSizes(i) == null)) {
            site.freezeOperands("its extents are open");
            return;
        }
        Broadcasting work = new Broadcasting(site, inputs, result.length);
        Arrays.stream(inputs).forEach(i -> work.collect(i, result));
        Arrays.stream(inputs).forEach(work::meet);
        site.result(new Layout(work.parts));
    }

    private int shift(int[] sizes) {
        return rank - sizes.length;
    }

    /// The layout of an operand in axes of the result.
    private Layout aligned(int input, int[] sizes) {
        int shift = shift(sizes);
        return site.layout(input).moved(IntStream.range(shift, rank).toArray());
    }

    private void collect(int input, int[] result) {
        int[] sizes = known(site.inputSizes(input));
        for (Labels part : aligned(input, sizes).parts()) {
            if (isStretched(part, result)) {
                site.freeze(part, "a single channel is stretched over several");
            } else {
                take(part);
            }
        }
    }

    private static boolean isStretched(Labels part, int[] result) {
        for (int i = 0; i < part.axes().length; i++) {
            if (part.sizes()[i] != result[part.axes()[i]]) {
                return true;
            }
        }
        return false;
    }

    private void take(Labels part) {
        List<Labels> met = parts.stream().filter(p -> Arrays.stream(part.axes()).anyMatch(p::covers)).toList();
        if (met.isEmpty()) {
            parts.add(part);
        } else if (met.size() == 1) {
            join(met.getFirst(), part);
        } else {
            site.freeze(part, "its channels are folded in two ways");
            met.forEach(p -> site.freeze(p, "its channels are folded in two ways"));
        }
    }

    private void join(Labels known, Labels part) {
        if (Arrays.equals(known.axes(), part.axes())) {
            site.join(known, part);
            return;
        }
        int axis = Arrays.stream(part.axes()).filter(known::covers).boxed()
                .max((a, b) -> Integer.compare(size(part, a), size(part, b))).orElseThrow();
        Labels both = site.collapse(known, axis);
        site.join(both, site.collapse(part, axis));
        parts.remove(known);
        parts.add(both);
    }

    private static int size(Labels labels, int axis) {
        return labels.sizes()[Arrays.binarySearch(labels.axes(), axis)];
    }

    /// What an operand without channels of its own says about those of the others.
    private void meet(int input) {
        int[] sizes = known(site.inputSizes(input));
        Layout own = aligned(input, sizes);
        for (Labels part : List.copyOf(parts)) {
            if (Arrays.stream(part.axes()).anyMatch(a -> own.at(a).isPresent())) {
                continue;
            }
            int[] varied = Arrays.stream(part.axes()).filter(a -> a >= shift(sizes) && sizes[a - shift(sizes)] > 1)
                    .toArray();
            if (varied.length > 0) {
                meet(input, part, varied, shift(sizes));
            }
        }
    }

    private void meet(int input, Labels part, int[] varied, int shift) {
        if (site.constant(input).isEmpty()) {
            site.freeze(part, "they meet a value whose channels are fixed");
            return;
        }
        Labels labels = part;
        if (varied.length < part.axes().length) {
            int axis = Arrays.stream(varied).boxed().max((a, b) -> Integer.compare(size(part, a), size(part, b)))
                    .orElseThrow();
            labels = site.collapse(part, axis);
        }
        int[] back = new int[rank];
        Arrays.setAll(back, a -> a - shift);
        site.slot(input, Role.CHANNEL, labels.moved(back));
    }

    private static int[] known(int @Nullable [] sizes) {
        return Optional.ofNullable(sizes).orElseThrow();
    }
}
