package dev.secateur.engine.coupling;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Slice;

/// Where a `Slice` begins, with negative axes and positions counted out.
///
/// @param axes which axes it cuts
/// @param starts first position on each, 0 or more
/// @param steps on each
record SliceBounds(int[] axes, int[] starts, int[] steps) {

    /// The bounds, or null if they or the extents are not known.
    static @Nullable SliceBounds of(Slice op, Site site) {
        int[] sizes = site.inputSizes(0);
        long[] starts = site.numbers(op.starts(), 1);
        if (sizes == null || starts == null) {
            return null;
        }
        boolean namesAxes = op.starts() == null ? site.isGiven(3) : op.axes() != null;
        long[] axes = namesAxes
                ? site.numbers(op.axes(), 3)
                : IntStream.range(0, starts.length).asLongStream().toArray();
        long[] steps = op.starts() == null && site.isGiven(4) ? site.numbers(null, 4) : ones(starts.length);
        if (axes == null || steps == null || axes.length != starts.length || steps.length != starts.length) {
            return null;
        }
        int[] places = Arrays.stream(axes).mapToInt(a -> Math.floorMod((int) a, sizes.length)).toArray();
        int[] from = new int[starts.length];
        for (int i = 0; i < from.length; i++) {
            long size = sizes[places[i]];
            from[i] = (int) Math.clamp(starts[i] < 0 ? starts[i] + size : starts[i], 0, size);
        }
        return new SliceBounds(places, from, Arrays.stream(steps).mapToInt(s -> (int) s).toArray());
    }

    private static long[] ones(int number) {
        long[] ones = new long[number];
        Arrays.fill(ones, 1);
        return ones;
    }
}
