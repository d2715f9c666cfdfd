package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The same elements under other extents (Reshape, Flatten, Squeeze, Unsqueeze): where the channels are afterwards.
///
/// Extents before and after are cut into the smallest runs of equal product; channels move within their run only.
final class Refolding {

    /// More positions than this in one run are not followed: a tensor of that size is no layer's.
    private static final int LARGEST_RUN = 1 << 26;

    /// Axes `fromStart..fromEnd` before hold the same elements as `toStart..toEnd` after.
    private record Run(int fromStart, int fromEnd, int toStart, int toEnd) {

        boolean touches(Labels part) {
            return Arrays.stream(part.axes()).anyMatch(a -> a >= fromStart && a < fromEnd);
        }

        boolean holds(Labels part) {
            return Arrays.stream(part.axes()).allMatch(a -> a >= fromStart && a < fromEnd);
        }
    }

    private final Site site;
    private final int[] from;
    private final int[] to;

    private Refolding(Site site, int[] from, int[] to) {
        this.site = site;
        this.from = from;
        this.to = to;
    }

    static void couple(Site site) {
        Layout layout = site.layout(0);
        if (layout.isEmpty()) {
            return;
        }
        int[] from = site.inputSizes(0);
        int[] to = site.outputSizes();
        if (from == null || to == null || has(from, 0) || has(to, 0) || elements(from) != elements(to)) {
            site.freeze(layout, "its extents are open");
            return;
        }
        site.result(new Refolding(site, from, to).refold(layout));
    }

    /// Differ where the file declares extents that do not follow from those of its inputs, such as a batch of 1 where it is open.
    private static long elements(int[] sizes) {
        return Arrays.stream(sizes).asLongStream().reduce(1, (a, b) -> a * b);
    }

    private static boolean has(int[] sizes, int size) {
        return Arrays.stream(sizes).anyMatch(s -> s == size);
    }

    private Layout refold(Layout layout) {
        List<Run> runs = runs();
        layout.parts().forEach(part -> unite(runs, part));
        List<Labels> folded = new ArrayList<>();
        for (Run run : runs) {
            List<Labels> parts = layout.parts().stream().filter(run::touches).toList();
            if (parts.size() > 1) {
                parts.forEach(p -> site.freeze(p, "two channel axes are folded into one"));
            } else if (parts.size() == 1) {
                Labels made = refold(parts.getFirst(), run);
                if (made != null) {
                    folded.add(made);
                }
            }
        }
        return new Layout(folded);
    }

    /// Runs that channels over several axes reach into become one, with all that is between them.
    private static void unite(List<Run> runs, Labels part) {
        List<Run> touched = runs.stream().filter(r -> r.touches(part)).toList();
        if (touched.size() > 1) {
            int first = runs.indexOf(touched.getFirst());
            int last = runs.indexOf(touched.getLast());
            Run all = new Run(runs.get(first).fromStart, runs.get(last).fromEnd, runs.get(first).toStart,
                    runs.get(last).toEnd);
            runs.subList(first, last + 1).clear();
            runs.add(first, all);
        }
    }

    private @Nullable Labels refold(Labels part, Run run) {
        int[] extents = Arrays.copyOfRange(from, run.fromStart, run.fromEnd);
        long product = Arrays.stream(extents).asLongStream().reduce(1, (a, b) -> a * b);
        if (!run.holds(part) || product > LARGEST_RUN) {
            site.freeze(part, "its channels are folded in a way that is not followed");
            return null;
        }
        int[] spread = spread(part, run, extents);
        int[] sizes = Arrays.copyOfRange(to, run.toStart, run.toEnd);
        int[] axes = new int[sizes.length];
        Arrays.setAll(axes, i -> run.toStart + i);
        Labels whole = new Labels(axes, sizes, spread);
        for (int axis : axes) {
            whole = whole.isSingle() || !isConstantAlong(whole, axis) ? whole : whole.at(axis, 0);
        }
        return whole;
    }

    /// The units at every position of the run.
    private static int[] spread(Labels part, Run run, int[] extents) {
        int[] steps = new int[extents.length];
        int[] strides = Labels.strides(part.sizes());
        for (int i = 0; i < strides.length; i++) {
            steps[part.axes()[i] - run.fromStart] = strides[i];
        }
        int[] spread = new int[Labels.product(extents)];
        int[] at = new int[extents.length];
        for (int p = 0; p < spread.length; p++) {
            int place = 0;
            for (int k = 0; k < at.length; k++) {
                place += at[k] * steps[k];
            }
            spread[p] = part.units()[place];
            Labels.advance(at, extents);
        }
        return spread;
    }

    private static boolean isConstantAlong(Labels labels, int axis) {
        int[] strides = Labels.strides(labels.sizes());
        int place = Arrays.binarySearch(labels.axes(), axis);
        int stride = strides[place];
        int size = labels.sizes()[place];
        int[] units = labels.units();
        for (int p = 0; p < units.length; p++) {
            int index = p / stride % size;
            if (units[p] != units[p - index * stride]) {
                return false;
            }
        }
        return true;
    }

    private List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < from.length && j < to.length) {
            int fromStart = i;
            int toStart = j;
            long before = from[i++];
            long after = to[j++];
            while (before != after) {
                if (before < after) {
                    before *= from[i++];
                } else {
                    after *= to[j++];
                }
            }
            runs.add(new Run(fromStart, i, toStart, j));
        }
        // What is left has extent 1: it holds no more elements, but a channel axis of one channel may be among it.
        if (i < from.length || j < to.length) {
            Run last = runs.isEmpty() ? new Run(0, 0, 0, 0) : runs.removeLast();
            runs.add(new Run(last.fromStart, from.length, last.toStart, to.length));
        }
        return runs;
    }
}
