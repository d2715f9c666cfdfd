package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What joining tensors along an axis says of them.
final class Joining {

    private Joining() {}

    /// The units of an operand along the joined axis, {@link Labels#FIXED} where it has none.
    static int[] along(Site site, int input, int axis, int size) {
        Optional<Labels> part = site.layout(input).at(axis);
        if (part.isPresent()) {
            return site.collapse(part.get(), axis).units();
        }
        int[] fixed = new int[size];
        Arrays.fill(fixed, Labels.FIXED);
        return fixed;
    }

    /// On every other axis the operands hold the same channels.
    static Layout otherAxes(Site site, int axis) {
        Layout joined = Layout.NONE;
        int count = site.node().inputs().size();
        for (int i = 0; i < count; i++) {
            for (Labels part : site.layout(i).parts()) {
                if (!part.covers(axis)) {
                    joined = take(site, joined, part);
                }
            }
        }
        for (Labels part : List.copyOf(joined.parts())) {
            for (int i = 0; i < count; i++) {
                meet(site, i, part);
            }
        }
        return joined;
    }

    private static Layout take(Site site, Layout joined, Labels part) {
        for (Labels known : joined.parts()) {
            if (Arrays.equals(known.axes(), part.axes())) {
                site.join(known, part);
                return joined;
            }
            if (Arrays.stream(part.axes()).anyMatch(known::covers)) {
                site.freeze(known, "its channels are folded in two ways");
                site.freeze(part, "its channels are folded in two ways");
                return joined;
            }
        }
        return joined.with(part);
    }

    private static void meet(Site site, int input, Labels part) {
        if (Arrays.stream(part.axes()).anyMatch(a -> site.layout(input).at(a).isPresent())) {
            return;
        }
        if (site.constant(input).isPresent()) {
            site.slot(input, Role.CHANNEL, part);
        } else {
            site.freeze(part, "they are joined with a value whose channels are fixed");
        }
    }
}
